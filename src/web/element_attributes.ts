import type { DecoderRequest } from "./decoder_request.ts";
import { type EngineName, ENGINES } from "./model/engine.ts";
import { type DecoderMode, MODES } from "./controls/frame.ts";
import { MOST_DROPPED } from "./reconstruct/drop_choice.ts";

/** The attribute `src`: nothing where it is absent. */
export function srcOf(element: Element): string {
  return element.getAttribute("src") ?? "";
}

/** The attribute `engine`: `lite` where it names none. */
export function engineOf(element: Element): EngineName {
  return oneOf(ENGINES, element.getAttribute("engine"));
}

/** The attribute `mode`: `generate` where it names none. */
export function modeOf(element: Element): DecoderMode {
  return oneOf(MODES, element.getAttribute("mode"));
}

/**
 * The request that the attributes of an element make; `runtime` holds unless the attribute of its
 * name does.
 */
export function requestOf(
  element: Element,
  { runtime, search }: Pick<DecoderRequest, "runtime"> & { readonly search?: URL | undefined },
): DecoderRequest {
  const src = srcOf(element), engine = engineOf(element), { baseURI } = element;
  const offered = element.getAttribute("engines")?.split(/[\s,]+/) ?? [];
  const seed = element.getAttribute("seed");
  return {
    address: src === "" ? undefined : parsed(`${src.replace(/\/*$/, "")}/`, baseURI),
    engine,
    engines: ENGINES.filter((name) => name === engine || offered.includes(name)),
    search,
    runtime: parsed(element.getAttribute("runtime") ?? runtime.href, baseURI) ?? runtime,
    drop: Math.min(MOST_DROPPED, Math.max(0, Number(element.getAttribute("drop")) || 0)),
    seed: !/^\s*\d+\s*$/.test(seed ?? "")
      ? crypto.getRandomValues(new Uint32Array(1))[0]
      : Number(seed) >>> 0,
  };
}

/** An address that may be relative; undefined for what is none. */
function parsed(address: string, base: string): URL | undefined {
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  // Nothing lies below an address such as data: has.
  return URL.canParse("./", url.href) ? url : undefined;
}

/** One of a list, its first for any other text. */
function oneOf<Name extends string>(known: readonly Name[], text: string | null): Name {
  return known.find((name) => name === text) ?? known[0];
}
