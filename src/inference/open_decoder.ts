import { MODEL_FILES, VALUE_NAMES } from "../core/exported_model.ts";
import { type GenerationConfig, parseGenerationConfig } from "../core/generation_config.ts";
import { parsePreprocessor, type PreprocessorConfig } from "../core/preprocessor/preprocessor.ts";
import { formatShape, sameShape, type Shape, sizeOf } from "../core/shape.ts";
import { exampleShape, openSession } from "./open_session.ts";
import type { OrtRuntime, OrtSession } from "./ort_runtime.ts";
import { type ModelFolder, readFolder } from "./read_folder.ts";

/** A decoder and what goes with it, known to fit each other. */
export interface OpenedDecoder {
  readonly ort: OrtRuntime;
  readonly decoder: OrtSession;
  readonly preprocessor: PreprocessorConfig;
  readonly codeShape: Shape;
  /** The number of classes that the decoder reads; absent where it does without. */
  readonly classes: number | undefined;
  readonly generation: GenerationConfig;
}

/** The place of a model, and the runtime that runs it. */
export interface ModelSource {
  readonly ort: OrtRuntime;
  readonly folder: ModelFolder;
  /** Handed to the runtime as it is. */
  readonly session: object;
}

/** Reads and checks all of a model but its encoder; throws an Error of one sentence. */
export async function openDecoder(source: ModelSource): Promise<OpenedDecoder> {
  const { ort, folder } = source, path = MODEL_FILES.decoder;
  const text = new TextDecoder().decode(await readFolder(folder, MODEL_FILES.preprocessor));
  const preprocessor = parsePreprocessor(text, MODEL_FILES.preprocessor);
  const generation = await readGenerationConfig(folder);
  const decoder = await openSession(path, source);
  try {
    const { inputShape } = preprocessor;
    const codeShape = exampleShape(decoder.inputMetadata, { name: VALUE_NAMES.code, path });
    const found = exampleShape(decoder.outputMetadata, { name: VALUE_NAMES.reconstruction, path });
    checkShape(found, { what: "the decoder's reconstruction", expected: inputShape });
    const classes = classesOf(decoder, path);
    // A decoder that reads no classes may belong to an encoder that does.
    if (classes !== undefined) checkClasses(generation, classes);
    checkLikelihood(generation, inputShape);
    return { ort, decoder, preprocessor, codeShape, classes, generation };
  } catch (error) {
    await decoder.release();
    throw error;
  }
}

/** Throws an Error where the shape of a tensor is not that of what it must fit. */
export function checkShape(
  shape: Shape,
  { what, expected }: { what: string; expected: Shape },
): void {
  if (sameShape(shape, expected)) return;
  throw new Error(
    `Cannot load an autoencoder: ${what} has shape ${formatShape(shape)}, expected ` +
      formatShape(expected),
  );
}

/** The number of classes that a half reads; undefined where it does without. */
export function classesOf({ inputMetadata }: OrtSession, path: string): number | undefined {
  const { label } = VALUE_NAMES;
  if (!inputMetadata.some(({ name }) => name === label)) return undefined;
  return exampleShape(inputMetadata, { name: label, path })[0];
}

/** Throws an Error where a generation config tells of other classes than the graphs. */
export function checkClasses(
  { classes: told }: GenerationConfig,
  classes: number | undefined,
): void {
  if (told === undefined || told === classes) return;
  throw new Error(
    `Cannot load an autoencoder: ${MODEL_FILES.generation} says that it knows ${told} classes, ` +
      `its graphs know ${classes ?? "none"}`,
  );
}

/** Throws an Error where a likelihood is for another number of values than a model has. */
function checkLikelihood({ likelihood }: GenerationConfig, inputShape: Shape): void {
  if (!likelihood) return;
  const size = sizeOf(inputShape);
  const refuse = (what: string) => {
    throw new Error(
      `Cannot load an autoencoder: ${MODEL_FILES.generation} gives ${what} values`,
    );
  };
  const groups = likelihood.type === "mixed" ? likelihood.groups : [{ ...likelihood, size }];
  const grouped = groups.reduce((sum, { size }) => sum + size, 0);
  if (grouped !== size) refuse(`groups of ${grouped} values for inputs of ${size}`);
  for (const group of groups) {
    if (group.type !== "gaussian" || typeof group.variance === "number") continue;
    const { length } = group.variance;
    if (length !== group.size) refuse(`${length} variances for inputs of ${group.size}`);
  }
}

/**
 * The distributions that draws follow; nothing where the folder has no such file, as older ones
 * have not.
 */
async function readGenerationConfig(folder: ModelFolder): Promise<GenerationConfig> {
  let bytes: Uint8Array;
  try {
    bytes = await readFolder(folder, MODEL_FILES.generation);
  } catch {
    return {};
  }
  return parseGenerationConfig(new TextDecoder().decode(bytes), MODEL_FILES.generation);
}
