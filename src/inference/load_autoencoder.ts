import { MODEL_FILES, VALUE_NAMES } from "../core/exported_model.ts";
import { parsePreprocessor } from "../core/preprocessor.ts";
import { formatShape, sameShape, type Shape } from "../core/shape.ts";
import type { LoadedAutoencoder } from "./loaded_autoencoder.ts";
import { exampleShape, openSession } from "./open_session.ts";
import type { OrtRuntime, OrtSession } from "./ort_runtime.ts";
import { prepareAutoencoder } from "./prepare_autoencoder.ts";
import { type ModelFolder, readFolder } from "./read_folder.ts";

/** How to load an autoencoder. */
export interface LoadOptions {
  /** Handed to the runtime as it is: execution providers, threads. */
  readonly session?: object;
  /**
   * Which encoder of a model with sparse codes: `exact` unless given, or `threshold` for runtimes
   * without `TopK`.
   */
  readonly encoder?: "exact" | "threshold";
  /** The most examples that run at once, 256 by default. */
  readonly batchSize?: number;
}

/**
 * Loads the encoder and the decoder of a trained autoencoder into an ONNX Runtime.
 *
 * The runtime is the module of `onnxruntime-node` or `onnxruntime-web`; the folder holds
 * preprocessor_config.json, onnx/encoder_model.onnx (`input` to `code`) and
 * onnx/decoder_model.onnx (`code` to `reconstruction`). What else the encoder gives, such as the
 * switches of its pooling, `reconstruct` hands to the decoder by name. Throws an Error of one
 * sentence for a file that cannot be read or run, and a RangeError for a batch of another shape.
 */
export async function loadAutoencoder(
  ort: OrtRuntime,
  folder: ModelFolder,
  { session = {}, encoder: form = "exact", batchSize = 256 }: LoadOptions = {},
): Promise<LoadedAutoencoder> {
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`Cannot run batches of ${batchSize}: expected a whole number from 1 up`);
  }
  const text = new TextDecoder().decode(await readFolder(folder, MODEL_FILES.preprocessor));
  const preprocessor = parsePreprocessor(text, MODEL_FILES.preprocessor);
  const sessions: OrtSession[] = [];
  try {
    const encoderFile = form === "exact" ? MODEL_FILES.encoder : MODEL_FILES.thresholdEncoder;
    const encoder = await openSession(encoderFile, { ort, folder, session });
    sessions.push(encoder);
    const decoder = await openSession(MODEL_FILES.decoder, { ort, folder, session });
    sessions.push(decoder);
    const codeShape = checkHalves({
      encoder,
      encoderFile,
      decoder,
      inputShape: preprocessor.inputShape,
    });
    return prepareAutoencoder({ ort, encoder, decoder, preprocessor, codeShape, batchSize });
  } catch (error) {
    for (const each of sessions) await each.release();
    throw error;
  }
}

/** The shape of a code, once both halves agree on it and on the preprocessor's input. */
function checkHalves(
  { encoder, encoderFile, decoder, inputShape }: {
    encoder: OrtSession;
    encoderFile: string;
    decoder: OrtSession;
    inputShape: Shape;
  },
): Shape {
  const inEncoder = (name: string) => ({ name, path: encoderFile });
  const inDecoder = (name: string) => ({ name, path: MODEL_FILES.decoder });
  const codeShape = exampleShape(encoder.outputMetadata, inEncoder(VALUE_NAMES.code));
  const has = {
    "the encoder's input": exampleShape(encoder.inputMetadata, inEncoder(VALUE_NAMES.input)),
    "the decoder's reconstruction": exampleShape(
      decoder.outputMetadata,
      inDecoder(VALUE_NAMES.reconstruction),
    ),
    "the decoder's code": exampleShape(decoder.inputMetadata, inDecoder(VALUE_NAMES.code)),
  };
  for (const [what, shape] of Object.entries(has)) {
    const expected = what === "the decoder's code" ? codeShape : inputShape;
    if (sameShape(shape, expected)) continue;
    throw new Error(
      `Cannot load an autoencoder: ${what} has shape ${formatShape(shape)}, expected ` +
        formatShape(expected),
    );
  }
  const given = encoder.outputMetadata.map(({ name }) => name);
  const missing = decoder.inputMetadata.find(({ name }) => !given.includes(name));
  if (missing !== undefined) {
    throw new Error(
      `Cannot load an autoencoder: the decoder reads "${missing.name}", which the encoder does ` +
        `not give`,
    );
  }
  return codeShape;
}
