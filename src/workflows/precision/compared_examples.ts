import { createRng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, takeExamples } from "../../data/mod.ts";
import type { Examples } from "../../data/mod.ts";
import { someIndices } from "../../evaluation/passes/some_indices.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { readTextIfThere } from "../../io/files/read_if_there.ts";
import type { ComparedBatch } from "../../precision/mod.ts";
import { openRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { join } from "@std/path";

/** Examples past this count change no figure that is shown. */
const MOST = 2000;

const BATCH_SIZE = 200;

/** Examples to compare models on, and why they are not those that the run held out. */
export interface ComparedExamples {
  readonly batches: readonly ComparedBatch[];
  readonly measuredOn: "test examples" | "random inputs";
  /** One sentence, where they are random. */
  readonly remark?: string;
}

/** The part of a loaded model that says what inputs it takes. */
export type ComparedModel = Pick<LoadedAutoencoder, "inputShape" | "preprocessor" | "classes">;

/**
 * The test examples of a run, 2,000 of them at most; random inputs where its data are not at hand, or
 * where a folder holds a model without its run.
 */
export async function comparedExamples(
  directory: string,
  model: ComparedModel,
): Promise<ComparedExamples> {
  try {
    if (await readTextIfThere(join(directory, RUN_FILES.config)) !== undefined) {
      const { test } = await readRunData(await openRun(directory));
      const indices = someIndices(test.count, { most: MOST, rng: createRng(0).fork("compared") });
      const batches = [...consecutiveBatches(takeExamples(test, indices), BATCH_SIZE)];
      return { batches, measuredOn: "test examples" };
    }
    return random(model, `${directory} does not say what it was trained on`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return random(model, error.message);
  }
}

function random(
  { inputShape, preprocessor: { kind }, classes = 1 }: ComparedModel,
  why: string,
): ComparedExamples {
  const size = sizeOf(inputShape), count = BATCH_SIZE, rng = createRng(0).fork("random inputs");
  const values = new Float32Array(count * size).map((_, i) => {
    // From an example that is almost all zeros to one without any.
    const density = (Math.floor(i / size) + 1) / count;
    return rng.uniform() < density ? rng.uniform() : 0;
  });
  // Shares of words add up to 1.
  if (kind === "text") {
    for (let from = 0; from < values.length; from += size) {
      const row = values.subarray(from, from + size);
      const sum = row.reduce((all, value) => all + value, 0);
      if (sum > 0) row.forEach((value, i) => row[i] = value / sum);
    }
  }
  const labels = Int32Array.from({ length: count }, (_, i) => i % classes);
  const examples: Examples = { count, shape: inputShape, values, labels };
  return {
    batches: [...consecutiveBatches(examples, BATCH_SIZE)],
    measuredOn: "random inputs",
    remark: `Measured on random inputs: ${why}.`,
  };
}
