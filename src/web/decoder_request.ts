import type { EngineName } from "./model/engine.ts";

/** What a decoder is to open, as the attributes of its element say. */
export interface DecoderRequest {
  /** The address of a run folder; undefined where the element names none. */
  readonly address: URL | undefined;
  readonly engine: EngineName;
  /** The engines that a visitor may choose from. */
  readonly engines: readonly EngineName[];
  /** Where the files of onnxruntime-web lie. */
  readonly runtime: URL;
  /** What random codes follow from. */
  readonly seed: number;
  /** The share of pixels that the reconstruct mode drops at first. */
  readonly drop: number;
}
