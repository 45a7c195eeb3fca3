import { loadDecoder, type LoadDecoderOptions } from "./load_decoder.ts";
import type { EncoderForm, LoadedAutoencoder } from "./loaded_autoencoder.ts";
import type { OrtRuntime } from "./ort_runtime.ts";
import type { ModelFolder } from "./read_folder.ts";

/** The choices of loading an autoencoder. */
export type LoadOptions = LoadDecoderOptions & {
  /** The form of the encoder of a model with sparse codes: `exact` unless given. */
  readonly encoder?: EncoderForm;
};

/**
 * Loads the encoder and the decoder of a trained autoencoder into an ONNX Runtime.
 *
 * The runtime is the module of `onnxruntime-node` or `onnxruntime-web`; the folder holds
 * preprocessor_config.json, onnx/encoder_model.onnx (`input` to `code`) and
 * onnx/decoder_model.onnx (`code` to `reconstruction`); generation_config.json, where it is there, lets
 * the model draw. What else the encoder gives, such as the switches of its pooling, `reconstruct` hands
 * to the decoder by name. Throws an Error of one sentence for a file that cannot be read or run, and a
 * RangeError for a batch of another shape.
 *
 * @example
 * ```ts
 * import * as ort from "onnxruntime-node";
 * import { loadAutoencoder } from "isthmus/inference";
 *
 * const read = (path: string) => Deno.readFile(`models/strokes-variational-2/${path}`);
 * const autoencoder = await loadAutoencoder(ort, read);
 * const { shape } = await autoencoder.encode({ shape: [1, 28, 28, 1], values: new Float32Array(784) });
 * assertEquals(shape, [1, 2]);
 * await autoencoder.dispose();
 * ```
 */
export async function loadAutoencoder(
  ort: OrtRuntime,
  folder: ModelFolder,
  { encoder, ...options }: LoadOptions = {},
): Promise<LoadedAutoencoder> {
  const decoder = await loadDecoder(ort, folder, options);
  try {
    return await decoder.withEncoder(encoder);
  } catch (error) {
    await decoder.dispose();
    throw error;
  }
}
