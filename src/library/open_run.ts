import type { NdArray } from "../core/nd_array.ts";
import { ownUnits } from "../core/own_units.ts";
import { readEvaluation } from "../evaluation/record/evaluation_file.ts";
import type { Evaluation } from "../evaluation/record/evaluation.ts";
import type { LabelOptions, LoadedAutoencoder } from "../inference/mod.ts";
import { checkPrepared, createPreprocessor, type RawExample } from "../preprocessing/mod.ts";
import { loadRun } from "../runs/load_run.ts";
import { readPreprocessor } from "../runs/preprocessor_file.ts";

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
    [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
  };
}
