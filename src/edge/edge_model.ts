import type { Shape } from "../core/shape.ts";
import type { RunPreprocessor } from "../preprocessing/mod.ts";

/** All that an edge function knows of its encoder besides the weights: the default export of model.js. */
export interface EdgeModel {
  /** The name of the recipe that it was trained by. */
  readonly name: string;
  /** The way from examples to the input of the encoder. */
  readonly preprocessor: RunPreprocessor;
  /** The shape of a code. */
  readonly codeShape: Shape;
  /** The number of classes that the encoder is told; absent where it does without labels. */
  readonly classes?: number;
  /** The precision of the weights: fp32, fp16 or int8. */
  readonly precision: string;
  readonly parameters: number;
}

/** The binary parts of an encoder: compiled kernels, or their bytes, and the bytes of the ONNX file. */
export interface EdgeParts {
  readonly kernels: WebAssembly.Module | BufferSource;
  readonly weights: ArrayBuffer | Uint8Array<ArrayBuffer>;
}
