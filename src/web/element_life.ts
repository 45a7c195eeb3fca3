import { createDecoder, type Decoder } from "./decoder.ts";
import type { DecoderElement } from "./decoder_element.ts";
import { modeOf, requestOf } from "./element_attributes.ts";
import { createReadiness } from "./readiness.ts";

/** The life of an element in its page: in it, out of it, and asked for something. */
export interface ElementLife {
  /** The decoder that the element shows. */
  readonly decoder: Decoder;
  /** Settles with the first image of what was last asked for, or with the error in its place. */
  readonly ready: Promise<void>;
  connected(): void;
  disconnected(): void;
  attributeChanged(name: string, before: string | null, after: string | null): void;
  /** Asks for what the attributes say, once for all that are set together. */
  reload(): void;
  /** Changes to the mode in which a code that a script moved is seen. */
  showCode(): void;
}

/** The needs of the element besides its attributes. */
export interface DecoderElementOptions {
  /** The bytes of the compiled kernels of the lite engine, lite.wasm. */
  readonly kernels: Uint8Array<ArrayBuffer>;
  /** The folder of the files of onnxruntime-web, unless the attribute `runtime` says so. */
  readonly runtime: URL;
  /** The program that searches an index, isthmus-search.js; nothing is searched without it. */
  readonly search?: URL;
}

/** The distance from the view at which a lazy element starts to load. */
const NEAR = "200px";

/** Begins the life of an element that is not yet in its page. */
export function createElementLife(
  element: DecoderElement,
  { kernels, ...addresses }: DecoderElementOptions,
): ElementLife {
  let isAsked = false, isSet = false, watch: IntersectionObserver | undefined;
  const readiness = createReadiness();
  const decoder = createDecoder({
    kernels,
    tell(type, detail) {
      readiness.take(type, detail);
      element.dispatchEvent(new CustomEvent(type, { detail }));
    },
    choose(what, name) {
      // The engine that is asked for may be another than the one that runs.
      if (what === "engine" && element.getAttribute(what) === name) reload();
      else element.setAttribute(what, name);
    },
  });

  function reload(): void {
    readiness.renew();
    if (isAsked) return;
    isAsked = true;
    queueMicrotask(() => {
      isAsked = false;
      if (element.isConnected) decoder.open(requestOf(element, addresses));
    });
  }

  function unwatch(): void {
    watch?.disconnect();
    watch = undefined;
  }

  return {
    decoder,
    get ready() {
      return readiness.promise;
    },
    reload,
    showCode() {
      if (modeOf(element) !== "generate") element.setAttribute("mode", "generate");
    },
    connected() {
      for (const name of ["src", "engine", "mode"] as const) {
        takeEarly(element, name, (value) => element.setAttribute(name, value));
      }
      decoder.setMode(modeOf(element));
      isSet = true;
      const isLazy = element.getAttribute("loading") === "lazy";
      if (!isLazy) reload();
      for (const name of ["label", "code"] as const) {
        takeEarly(element, name, (value) => {
          element.ready.then(() => Object.assign(element, { [name]: value })).catch(() => {});
        });
      }
      if (!isLazy) return;
      watch = watchNear(element, () => {
        unwatch();
        reload();
      });
    },
    disconnected() {
      unwatch();
      isSet = false;
      // An element that is moved within its page leaves it and comes back at once.
      queueMicrotask(() => element.isConnected || decoder.dispose());
    },
    attributeChanged(name, before, after) {
      // An element that stands in the page before it is defined tells of each attribute first.
      if (before === after || !isSet) return;
      if (name === "mode") decoder.setMode(modeOf(element));
      else if (!watch) reload();
    },
  };
}

/** Hands on a property that was set before the element was defined, and so hides its setter. */
function takeEarly<Name extends "src" | "engine" | "mode" | "code" | "label">(
  element: DecoderElement,
  name: Name,
  set: (value: DecoderElement[Name]) => void,
): void {
  if (!Object.hasOwn(element, name)) return;
  const value: DecoderElement[Name] = element[name];
  delete (element as Partial<DecoderElement>)[name];
  set(value);
}

/** Calls back whenever an element comes near the view. */
function watchNear(element: Element, onNear: () => void): IntersectionObserver {
  const observer = new IntersectionObserver(
    ([{ isIntersecting }]) => isIntersecting && onNear(),
    { rootMargin: NEAR },
  );
  observer.observe(element);
  return observer;
}
