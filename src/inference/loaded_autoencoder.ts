import type { NdArray } from "../core/nd_array.ts";
import type { PreprocessorConfig } from "../core/preprocessor.ts";
import type { Shape } from "../core/shape.ts";

/** A trained autoencoder, ready to run. */
export interface LoadedAutoencoder {
  /** What turns raw data into its input. */
  readonly preprocessor: PreprocessorConfig;
  /** The shape of one example: `[D]` or `[H, W, K]`. */
  readonly inputShape: Shape;
  /** The shape of one code, `[C]` unless the code keeps spatial axes. */
  readonly codeShape: Shape;
  /** The number of values in a code. */
  readonly codeSize: number;
  /** The code of each example: `[B, ...inputShape]` to `[B, ...codeShape]`. */
  encode(input: NdArray): Promise<NdArray>;
  /** What the decoder makes of each code: `[B, ...codeShape]` to `[B, ...inputShape]`. */
  decode(code: NdArray): Promise<NdArray>;
  /** The decoder's answer to the encoder's: `[B, ...inputShape]` to the same shape. */
  reconstruct(input: NdArray): Promise<NdArray>;
  /** Releases the memory that the runtime holds; nothing runs after it. */
  dispose(): Promise<void>;
  /** The same, at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void>;
}
