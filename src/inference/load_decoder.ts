import { createRunner } from "./create_runner.ts";
import type { LoadedDecoder } from "./loaded_autoencoder.ts";
import { autoencoderInDataUnits, decoderInDataUnits } from "./in_data_units.ts";
import { openDecoder } from "./open_decoder.ts";
import { openEncoder } from "./open_encoder.ts";
import type { OrtRuntime } from "./ort_runtime.ts";
import { prepareAutoencoder } from "./prepare_autoencoder.ts";
import { prepareDecoder } from "./prepare_decoder.ts";
import type { ModelFolder } from "./read_folder.ts";

/** The choices of loading a decoder. */
export interface LoadDecoderOptions {
  /** Handed to the runtime as it is: execution providers, threads. */
  readonly session?: object;
  /** The most examples that run at once, 256 by default. */
  readonly batchSize?: number;
  /**
   * The units of examples: of the "model" unless given, which are those of its preprocessor's scaling; of
   * the "data" to hand in numbers as they were before it, and to get such.
   */
  readonly units?: "model" | "data";
}

/**
 * Loads the decoder of a trained autoencoder alone into an ONNX Runtime; the encoder's file need not
 * be there, and can be loaded later.
 *
 * The folder holds preprocessor_config.json and onnx/decoder_model.onnx (`code` to `reconstruction`);
 * generation_config.json, where it is there, lets the model draw. Throws as `loadAutoencoder` does.
 *
 * @example
 * ```ts
 * import * as ort from "onnxruntime-node";
 * import { loadDecoder } from "isthmus/inference";
 *
 * const decoder = await loadDecoder(ort, (path) => Deno.readFile(`models/strokes-variational-2/${path}`));
 * const { shape } = await decoder.decode({ shape: [1, 2], values: Float32Array.of(0, 0) });
 * assertEquals(shape, [1, 28, 28, 1]);
 * await decoder.dispose();
 * ```
 */
export async function loadDecoder(
  ort: OrtRuntime,
  folder: ModelFolder,
  { session = {}, batchSize, units = "model" }: LoadDecoderOptions = {},
): Promise<LoadedDecoder> {
  const bounded = boundedBatches(batchSize), source = { ort, folder, session };
  const opened = await openDecoder(source);
  const runner = createRunner(opened.decoder, bounded);
  const scaling = units === "data" ? opened.preprocessor.scaling : undefined;
  const decoder = prepareDecoder(opened, runner);
  return {
    ...(scaling ? decoderInDataUnits(decoder, scaling) : decoder),
    async withEncoder(form = "exact") {
      const encoder = await openEncoder(opened, { source, form });
      await runner.add(encoder.session);
      const both = prepareAutoencoder({ ...opened, encoder }, runner);
      return scaling ? autoencoderInDataUnits(both, scaling) : both;
    },
  };
}

/** The most examples that run at once; throws a RangeError where they are no whole number from 1 up. */
function boundedBatches(batchSize = 256): { readonly batchSize: number } {
  if (Number.isSafeInteger(batchSize) && batchSize >= 1) return { batchSize };
  throw new RangeError(`Cannot run batches of ${batchSize}: expected a whole number from 1 up`);
}
