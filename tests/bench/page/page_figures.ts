/** The times of what came about on a page, in milliseconds since its navigation started. */
export interface PageTimes {
  /** The document is parsed and its scripts have run. */
  readonly contentLoaded: number;
  /** The page's own `load`: what its markup names is there. */
  readonly pageLoad: number;
  /** The element's `load`: a model stands ready. */
  readonly elementLoad: number;
  /** The first image of the mode that is shown. */
  readonly firstImage: number;
  /** From the page's `load` to the first image. */
  readonly imageAfterLoad: number;
  /** The bytes that came over the connection by then. */
  readonly bytes: number;
}

/** The medians of loads of the page of one model. */
export interface PageLoad {
  readonly kind: "load";
  readonly model: string;
  /** `cold`, with an empty cache, or `again`. */
  readonly cache: "cold" | "again";
  readonly times: PageTimes;
}

/** Decoding one code in a page, warm, in milliseconds for each engine; absent where none runs it. */
export interface PageDecode {
  readonly kind: "decode";
  readonly model: string;
  readonly lite?: number;
  readonly wasm?: number;
  /** By an adapter in software. */
  readonly webgpu?: number;
}

/** A line of its own, such as the size of the element. */
export interface PageLine {
  readonly kind: "line";
  readonly text: string;
}

/** The figures that the bench of pages yields. */
export type PageFigures = PageLoad | PageDecode | PageLine;
