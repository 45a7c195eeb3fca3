import { join } from "@std/path";
import type { NdArray } from "../core/nd_array.ts";
import { ownUnits } from "../core/own_units.ts";
import { readEvaluation } from "../evaluation/record/evaluation_file.ts";
import type { Evaluation } from "../evaluation/record/evaluation.ts";
import type { LabelOptions, LoadedAutoencoder } from "../inference/mod.ts";
import { checkPrepared, createPreprocessor, type RawExample } from "../preprocessing/mod.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";
import { loadRun } from "../runs/load_run.ts";
import { loadRunClassifier } from "../runs/load_run_classifier.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { readPreprocessor } from "../runs/preprocessor_file.ts";

/** The class that a classifier puts an example into. */
export interface Classification {
  /** The name of the likeliest class. */
  readonly class: string;
  /** The probability of each class, in the order of `classes`. */
  readonly probabilities: readonly number[];
}

/** A run that is open for inference, with the way from data to its inputs. */
export interface OpenRun extends AsyncDisposable {
  /** The folder of the run. */
  readonly directory: string;
  /** The exported halves, from arrays in the units of the model to arrays. */
  readonly model: LoadedAutoencoder;
  /** The figures of its test examples; absent of folders that keep none. */
  readonly evaluation?: Evaluation;
  /** The inputs [B, …inputShape] of examples as people have them. */
  prepare(examples: readonly RawExample[]): Promise<NdArray>;
  /**
   * The codes [B, …codeShape] of examples: texts, the bytes of pictures' files, rows by their columns, or
   * numbers in the units of the data. Throws one sentence for what the model is not for.
   */
  encode(examples: readonly RawExample[], options?: LabelOptions): Promise<NdArray>;
  /** The examples [B, …inputShape] of codes [B, …codeShape], in the units of the data. */
  decode(codes: NdArray, options?: LabelOptions): Promise<NdArray>;
  /** Examples encoded and decoded [B, …inputShape], in the units of the data. */
  reconstruct(examples: readonly RawExample[], options?: LabelOptions): Promise<NdArray>;
  /** The names of the classes of its classifier; absent where it has none. */
  readonly classes?: readonly string[];
  /** The class of each example. Throws an Error, one sentence, where the run has no classifier. */
  classify(examples: readonly RawExample[]): Promise<readonly Classification[]>;
}

/**
 * Opens the exported halves of a run on ONNX Runtime's CPU provider. Throws an Error, one sentence, for a
 * folder without them, or with files that are damaged.
 *
 * @example
 * ```ts
 * import { openRun } from "isthmus/runs";
 *
 * await using run = await openRun("models/strokes-2");
 * const { shape } = await run.encode([new Float32Array(784)]);
 * assertEquals(shape, [1, 2]);
 * ```
 */
export async function openRun(directory: string): Promise<OpenRun> {
  const config = await readPreprocessor(directory);
  const evaluation = await readEvaluation(directory);
  const model = await loadRun(directory);
  const classifier = await statIfThere(join(directory, RUN_FILES.classifier))
    ? await loadRunClassifier(directory)
    : undefined;
  const { prepare } = createPreprocessor(new TextEncoder().encode(JSON.stringify(config)));
  const prepared = async (examples: readonly RawExample[]) =>
    checkPrepared(await prepare(examples), config);
  const inOwnUnits = ({ shape, values }: NdArray): NdArray => ({
    shape,
    values: Float32Array.from(ownUnits(values, config)),
  });
  return {
    directory,
    model,
    ...(evaluation && { evaluation }),
    prepare: prepared,
    encode: async (examples, options) => await model.encode(await prepared(examples), options),
    decode: async (codes, options) => inOwnUnits(await model.decode(codes, options)),
    reconstruct: async (examples, options) =>
      inOwnUnits(await model.reconstruct(await prepared(examples), options)),
    ...(classifier && { classes: classifier.classes }),
    async classify(examples) {
      if (!classifier) {
        throw new Error(
          `Cannot classify with ${directory}: it has no classifier; a recipe with "classifier" trains one`,
        );
      }
      return classificationsOf(
        await classifier.classify(await prepared(examples)),
        classifier.classes,
      );
    },
    async [Symbol.asyncDispose]() {
      await model[Symbol.asyncDispose]();
      await classifier?.[Symbol.asyncDispose]();
    },
  };
}

function classificationsOf(
  { shape: [count, size], values }: NdArray,
  classes: readonly string[],
): Classification[] {
  return Array.from({ length: count }, (_, row) => {
    const probabilities = [...values.subarray(row * size, (row + 1) * size)];
    return { class: classes[probabilities.indexOf(Math.max(...probabilities))], probabilities };
  });
}
