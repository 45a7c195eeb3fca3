/// <reference lib="dom" />
/** The element as scenarios see it: its properties, and what it told its page. */
import type { Locator, Page } from "playwright-core";

/**
 * The properties of `<isthmus-decoder>` that scenarios use; it is bundled apart, and known by its
 * page alone.
 */
export interface ShownDecoder extends HTMLElement {
  src: string;
  engine: string;
  mode: string;
  code: ArrayLike<number> | undefined;
  label: number | undefined;
  readonly image: { readonly shape: number[]; readonly values: Float32Array } | undefined;
  readonly runningEngine: string | undefined;
  readonly ready: Promise<void>;
  sample(): void;
  interpolate(): void;
  reload(): void;
  /** The details of its events, in order; see {@link noteEvents}. */
  told?: Told;
}

/** The details of an element's events, by their names. */
export interface Told {
  readonly load: { readonly engine: string }[];
  readonly code: { readonly code: Float32Array; readonly label?: number }[];
  readonly image: {
    readonly code: Float32Array;
    readonly milliseconds: number;
    /** Milliseconds since the navigation. */
    readonly at: number;
  }[];
  readonly error: { readonly message: string }[];
}

/** Notes on each element what it tells its page; runs in every page before its own scripts. */
export function noteEvents(): void {
  for (const type of ["load", "code", "image", "error"] as const) {
    document.addEventListener(type, (event) => {
      if (!(event instanceof CustomEvent)) return;
      const element = event.target as ShownDecoder;
      element.told ??= { load: [], code: [], image: [], error: [] };
      (element.told[type] as object[]).push({ ...event.detail, at: performance.now() });
    }, true);
  }
}

/** The state of an element. */
export interface DecoderState {
  readonly code: number[];
  readonly label?: number;
  readonly image: number[];
  readonly engine: string;
  /** The number of events of each name it has told. */
  readonly counts: Readonly<Record<keyof Told, number>>;
}

/** The elements of a page, in order; with a name the one of that model in a gallery. */
export function decoders(page: Page, name?: string): Locator {
  return page.locator(`isthmus-decoder${name ? `[src="models/${name}/model"]` : ""}`);
}

/** Waits until this holds of an element. */
export async function until(
  decoder: Locator,
  holds: (element: ShownDecoder) => boolean,
): Promise<void> {
  const element = await decoder.elementHandle() as never;
  await decoder.page().waitForFunction(holds, element);
}

/**
 * The state of an element, as soon as its image is the one of its code, on the engine that runs.
 */
export async function settled(decoder: Locator): Promise<DecoderState> {
  await until(decoder, ({ code, label, told }) => {
    const last = told?.image.at(-1);
    return code !== undefined && last !== undefined &&
      last.code.join() === Array.from(code).join() &&
      (last as { label?: number }).label === label;
  });
  return await decoder.evaluate((element) => {
    const { code, label, image, runningEngine, told } = element as ShownDecoder;
    return {
      code: Array.from(code!),
      ...(label !== undefined && { label }),
      image: Array.from(image!.values),
      engine: runningEngine!,
      counts: {
        load: told!.load.length,
        code: told!.code.length,
        image: told!.image.length,
        error: told!.error.length,
      },
    };
  });
}

/** Does something that moves the code, and gives where the element stands after it. */
export async function moved(decoder: Locator, act: () => Promise<unknown>): Promise<DecoderState> {
  const before = await decoder.evaluate((element) => {
    const { told } = element as ShownDecoder;
    return told?.code.length ?? 0;
  });
  await act();
  const element = await decoder.elementHandle();
  await decoder.page().waitForFunction(
    ([element, before]) => ((element as ShownDecoder).told?.code.length ?? 0) > Number(before),
    [element, before] as const,
  );
  return await settled(decoder);
}

/** The sentence that an element shows; empty where it shows none. */
export async function noticeOf(decoder: Locator): Promise<string> {
  return (await decoder.locator(".notice span").textContent()) ?? "";
}

/** Puts an element with these attributes at the end of the page. */
export async function addDecoder(
  page: Page,
  attributes: Readonly<Record<string, string>>,
): Promise<Locator> {
  const count = await decoders(page).count();
  await page.evaluate((attributes) => {
    const element = document.createElement("isthmus-decoder");
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
  }, attributes);
  return decoders(page).nth(count);
}
