import { MODEL_FILES, VALUE_NAMES } from "../core/exported_model.ts";
import { createRunner } from "./create_runner.ts";
import { boundedBatches, type LoadDecoderOptions } from "./load_decoder.ts";
import type { LoadedAutoencoder } from "./loaded_autoencoder.ts";
import {
  checkClasses,
  checkShape,
  classesOf,
  openDecoder,
  type OpenedDecoder,
} from "./open_decoder.ts";
import { exampleShape, openSession } from "./open_session.ts";
import type { OrtRuntime, OrtSession } from "./ort_runtime.ts";
import { prepareAutoencoder } from "./prepare_autoencoder.ts";
import type { ModelFolder } from "./read_folder.ts";

/** How to load an autoencoder. */
export type LoadOptions = LoadDecoderOptions & {
  /**
   * Which encoder of a model with sparse codes: `exact` unless given, or `threshold` for runtimes
   * without `TopK`.
   */
  readonly encoder?: "exact" | "threshold";
};

/**
 * Loads the encoder and the decoder of a trained autoencoder into an ONNX Runtime.
 *
 * The runtime is the module of `onnxruntime-node` or `onnxruntime-web`; the folder holds
 * preprocessor_config.json, onnx/encoder_model.onnx (`input` to `code`) and
 * onnx/decoder_model.onnx (`code` to `reconstruction`); generation_config.json, where it is there, lets
 * the model draw. What else the encoder gives, such as the switches of its pooling, `reconstruct` hands
 * to the decoder by name. Throws an Error of one
 * sentence for a file that cannot be read or run, and a RangeError for a batch of another shape.
 */
export async function loadAutoencoder(
  ort: OrtRuntime,
  folder: ModelFolder,
  { session = {}, encoder: form = "exact", batchSize }: LoadOptions = {},
): Promise<LoadedAutoencoder> {
  const bounded = boundedBatches(batchSize), source = { ort, folder, session };
  const path = form === "exact" ? MODEL_FILES.encoder : MODEL_FILES.thresholdEncoder;
  const opened = await openDecoder(source);
  const sessions = [opened.decoder];
  try {
    const encoder = await openSession(path, source);
    sessions.push(encoder);
    const encoderClasses = checkEncoder(encoder, { path, opened });
    return prepareAutoencoder(
      { ...opened, encoder, encoderClasses },
      createRunner(sessions, bounded),
    );
  } catch (error) {
    for (const each of sessions) await each.release();
    throw error;
  }
}

/** The number of classes that an encoder reads, once it gives what its decoder takes. */
function checkEncoder(
  encoder: OrtSession,
  { path, opened }: { path: string; opened: OpenedDecoder },
): number | undefined {
  const { decoder, preprocessor: { inputShape }, codeShape, generation } = opened;
  const { input, code, label } = VALUE_NAMES;
  const given = exampleShape(encoder.outputMetadata, { name: code, path });
  checkShape(exampleShape(encoder.inputMetadata, { name: input, path }), {
    what: "the encoder's input",
    expected: inputShape,
  });
  checkShape(codeShape, { what: "the decoder's code", expected: given });
  const classes = classesOf(encoder, path);
  if (classes !== undefined && opened.classes !== undefined && classes !== opened.classes) {
    throw new Error(
      `Cannot load an autoencoder: its encoder knows ${classes} classes, its decoder ` +
        `${opened.classes}`,
    );
  }
  checkClasses(generation, classes ?? opened.classes);
  const names = encoder.outputMetadata.map(({ name }) => name);
  const missing = decoder.inputMetadata.find(({ name }) => name !== label && !names.includes(name));
  if (missing !== undefined) {
    throw new Error(
      `Cannot load an autoencoder: the decoder reads "${missing.name}", which the encoder does ` +
        `not give`,
    );
  }
  return classes;
}
