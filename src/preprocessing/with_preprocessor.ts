import type { NdArray } from "../core/nd_array.ts";
import type { Preprocessor, RawExample } from "./raw_example.ts";

/** The part of a loaded autoencoder that takes examples. */
interface TakesExamples {
  encode(input: NdArray, options?: { readonly labels?: ArrayLike<number> }): Promise<NdArray>;
  reconstruct(input: NdArray, options?: { readonly labels?: ArrayLike<number> }): Promise<NdArray>;
}

/** An autoencoder that takes examples as people have them. */
export interface RawAutoencoder {
  /** The codes [B, …code] of examples: texts, bytes of pictures, rows by their columns, or numbers. */
  encode(...examples: readonly RawExample[]): Promise<NdArray>;
  /** Their reconstructions [B, …inputShape], in the units of the model. */
  reconstruct(...examples: readonly RawExample[]): Promise<NdArray>;
}

/**
 * A loaded autoencoder behind the preprocessor of its run, so that it takes what people hand in. Its methods
 * throw as `prepare` and as the model's own do; a model that is told classes is not for it.
 *
 * @example
 * ```ts
 * import * as ort from "onnxruntime-node";
 * import { createPreprocessor, withPreprocessor } from "isthmus";
 * import { loadAutoencoder } from "isthmus/inference";
 *
 * const folder = (path: string) => Deno.readFile(`models/strokes-variational-2/${path}`);
 * await using autoencoder = await loadAutoencoder(ort, folder);
 * const model = withPreprocessor(
 *   autoencoder,
 *   createPreprocessor(await folder("preprocessor_config.json")),
 * );
 * const { shape } = await model.encode(new Float32Array(784));
 * assertEquals(shape, [1, 2]);
 * ```
 */
export function withPreprocessor(
  model: TakesExamples,
  { prepare }: Preprocessor,
): RawAutoencoder {
  return {
    encode: async (...examples) => await model.encode(await prepare(examples)),
    reconstruct: async (...examples) => await model.reconstruct(await prepare(examples)),
  };
}
