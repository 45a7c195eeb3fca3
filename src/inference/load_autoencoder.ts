import { MODEL_FILES, VALUE_NAMES } from "../core/exported_model.ts";
import { type GenerationConfig, parseGenerationConfig } from "../core/generation_config.ts";
import { parsePreprocessor } from "../core/preprocessor.ts";
import { formatShape, sameShape, type Shape, sizeOf } from "../core/shape.ts";
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
 * onnx/decoder_model.onnx (`code` to `reconstruction`); generation_config.json, where it is there, lets
 * the model draw. What else the encoder gives, such as the switches of its pooling, `reconstruct` hands
 * to the decoder by name. Throws an Error of one
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
  const generation = await readGenerationConfig(folder);
  const sessions: OrtSession[] = [];
  try {
    const encoderFile = form === "exact" ? MODEL_FILES.encoder : MODEL_FILES.thresholdEncoder;
    const encoder = await openSession(encoderFile, { ort, folder, session });
    sessions.push(encoder);
    const decoder = await openSession(MODEL_FILES.decoder, { ort, folder, session });
    sessions.push(decoder);
    const { inputShape } = preprocessor;
    const codeShape = checkHalves({ encoder, encoderFile, decoder, inputShape });
    const classes = classesOf(encoder, encoderFile) ?? classesOf(decoder, MODEL_FILES.decoder);
    checkGeneration(generation, { inputShape, classes });
    return prepareAutoencoder({
      ort,
      encoder,
      decoder,
      preprocessor,
      codeShape,
      classes,
      generation,
      batchSize,
    });
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
  const missing = decoder.inputMetadata.find(({ name }) =>
    name !== VALUE_NAMES.label && !given.includes(name)
  );
  if (missing !== undefined) {
    throw new Error(
      `Cannot load an autoencoder: the decoder reads "${missing.name}", which the encoder does ` +
        `not give`,
    );
  }
  return codeShape;
}

/** What drawing goes by; nothing where the folder has no such file, as older ones have not. */
async function readGenerationConfig(folder: ModelFolder): Promise<GenerationConfig> {
  let bytes: Uint8Array;
  try {
    bytes = await readFolder(folder, MODEL_FILES.generation);
  } catch {
    return {};
  }
  return parseGenerationConfig(new TextDecoder().decode(bytes), MODEL_FILES.generation);
}

/** The number of classes that a half reads; undefined where it does without. */
function classesOf({ inputMetadata }: OrtSession, path: string): number | undefined {
  const { label } = VALUE_NAMES;
  if (!inputMetadata.some(({ name }) => name === label)) return undefined;
  return exampleShape(inputMetadata, { name: label, path })[0];
}

function checkGeneration(
  { classes: told, likelihood }: GenerationConfig,
  { inputShape, classes }: { inputShape: Shape; classes: number | undefined },
): void {
  const refuse = (why: string) => {
    throw new Error(`Cannot load an autoencoder: ${MODEL_FILES.generation} ${why}`);
  };
  if (told !== undefined && told !== classes) {
    refuse(`says that it knows ${told} classes, its graphs know ${classes ?? "none"}`);
  }
  if (likelihood?.type !== "gaussian" || typeof likelihood.variance === "number") return;
  const { length } = likelihood.variance;
  if (length !== sizeOf(inputShape)) {
    refuse(`gives ${length} variances for inputs of ${sizeOf(inputShape)} values`);
  }
}
