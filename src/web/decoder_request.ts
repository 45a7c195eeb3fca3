import type { EngineName } from "./model/engine.ts";

/** The model that a decoder is to open, and how, as the attributes of its element say. */
export interface DecoderRequest {
  /** The address of a run folder; undefined where the element names none. */
  readonly address: URL | undefined;
  readonly engine: EngineName;
  /** The engines that a visitor may choose from. */
  readonly engines: readonly EngineName[];
  /** The folder of the files of onnxruntime-web. */
  readonly runtime: URL;
  /** The address of the program that searches; absent where there is none. */
  readonly search: URL | undefined;
  /** The seed of random codes. */
  readonly seed: number;
  /** The share of pixels that the reconstruct mode drops at first. */
  readonly drop: number;
}
