import { MODEL_FILES, VALUE_NAMES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import { parseRecord } from "../core/parse_record.ts";
import type { Shape } from "../core/shape.ts";
import { createRunner } from "./create_runner.ts";
import { tensorOf } from "./feeds.ts";
import { exampleShape, openSession } from "./open_session.ts";
import type { OrtRuntime } from "./ort_runtime.ts";
import { valuesOf } from "./output_values.ts";
import { type ModelFolder, readFolder } from "./read_folder.ts";

/** A classifier that runs. */
export interface LoadedClassifier {
  /** The shape of one example. */
  readonly inputShape: Shape;
  /** The names of the classes, in the order of the probabilities. */
  readonly classes: readonly string[];
  /**
   * The probability of each class [B, classes] for examples [B, …inputShape], in the units of the model.
   * Throws a RangeError for another shape.
   */
  classify(batch: NdArray): Promise<NdArray>;
  /** Releases the memory of the runtime after the runs that were asked for. */
  dispose(): Promise<void>;
  /** The same, at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The choices of loading a classifier. */
export interface LoadClassifierOptions {
  /** Handed to the runtime as it is: execution providers, threads. */
  readonly session?: object;
  /** The most examples that run at once, 256 by default. */
  readonly batchSize?: number;
}

/**
 * Loads the classifier of a run into an ONNX Runtime.
 *
 * The folder holds classifier.json, which names the classes, and onnx/classifier_model.onnx (`input` to
 * `probabilities`). Throws an Error, one sentence, for files that are not there or are refused, and for
 * names that do not fit.
 *
 * @example
 * ```ts
 * import * as ort from "onnxruntime-node";
 * import { loadClassifier } from "isthmus/inference";
 *
 * const folder = (path: string) => Deno.readFile(`runs/strokes-deep/${path}`);
 * const label = async (x: Float32Array<ArrayBuffer>) => {
 *   await using classifier = await loadClassifier(ort, folder);
 *   const { values } = await classifier.classify({ shape: [1, 28, 28, 1], values: x });
 *   return classifier.classes[values.indexOf(Math.max(...values))];
 * };
 * assertEquals(typeof label, "function");
 * ```
 */
export async function loadClassifier(
  ort: OrtRuntime,
  folder: ModelFolder,
  { session = {}, batchSize = 256 }: LoadClassifierOptions = {},
): Promise<LoadedClassifier> {
  if (!(Number.isSafeInteger(batchSize) && batchSize >= 1)) {
    throw new RangeError(`Cannot run batches of ${batchSize}: expected a whole number from 1 up`);
  }
  const what = "a classifier",
    path = MODEL_FILES.classifier,
    { input, probabilities } = VALUE_NAMES;
  const classes = namesOf(await readFolder(folder, MODEL_FILES.classifierRecord));
  const opened = await openSession(path, { ort, folder, session, what });
  const inputShape = exampleShape(opened.inputMetadata, { name: input, path, what });
  const [count] = exampleShape(opened.outputMetadata, { name: probabilities, path, what });
  if (count !== classes.length) {
    await opened.release();
    throw new Error(
      `Cannot load a classifier: ${MODEL_FILES.classifierRecord} names ${classes.length} classes, its ` +
        `graph tells ${count} apart`,
    );
  }
  const runner = createRunner(opened, { batchSize });
  const run = runner.prepare({
    what: "classify",
    inputShape,
    outputShapes: { [probabilities]: [count] },
    classes: undefined,
    run: async (batch) =>
      await valuesOf(await opened.run({ [input]: tensorOf(ort, batch) }), { [probabilities]: 0 }),
  });
  return {
    inputShape,
    classes,
    classify: async (batch) => (await run(batch))[probabilities],
    dispose: () => runner.dispose(),
    [Symbol.asyncDispose]: () => runner.dispose(),
  };
}

function namesOf(bytes: Uint8Array): readonly string[] {
  const classes = parseRecord(new TextDecoder().decode(bytes))?.classes;
  if (Array.isArray(classes) && classes.every((name) => typeof name === "string")) return classes;
  throw new SyntaxError(
    `Cannot load a classifier: ${MODEL_FILES.classifierRecord} does not list the names of its classes`,
  );
}
