import {
  consecutiveBatches,
  type ExampleBatch,
  type Examples,
  heldValues,
  takeExamples,
} from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";

/** Examples that a model takes, and what is to be said of the others. */
export interface FiniteExamples {
  readonly examples: Examples;
  readonly remarks: readonly string[];
}

const BATCH_SIZE = 500;

/**
 * The examples for which a model gives finite numbers: those far from all that it was trained on can pass
 * the range of floats, and no figure that has them in it means anything.
 *
 * Throws a RangeError, one sentence, where there are none; `name` is how it calls the data.
 */
export async function finiteExamples(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
  { name }: { name: string },
): Promise<FiniteExamples> {
  const taken: number[] = [];
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    const outputs = await outputsOf(autoencoder, batch);
    for (let i = 0; i < batch.count; i++) {
      const isFinite = outputs.every((values) => {
        const size = values.length / batch.count;
        return values.subarray(i * size, (i + 1) * size).every(Number.isFinite);
      });
      if (isFinite) taken.push(batch.from + i);
    }
  }
  const { count } = examples, left = count - taken.length;
  if (left === 0) return { examples, remarks: [] };
  const why =
    `for ${left} of the ${count} examples of ${name} the model gives no finite numbers, as ` +
    `they lie too far from those that it was trained on`;
  if (taken.length === 0) {
    throw new RangeError(`Cannot measure: ${why}: the largest value is ${largest(examples)}`);
  }
  return {
    examples: takeExamples(examples, taken),
    remarks: [`${why[0].toUpperCase()}${why.slice(1)}: they are left out of the figures.`],
  };
}

/** All that a model says of a batch: reconstructions, and the spread of codes that are drawn. */
async function outputsOf(
  autoencoder: LoadedAutoencoder,
  batch: ExampleBatch,
): Promise<Float32Array[]> {
  const { values } = await autoencoder.reconstruct(batch, batch);
  if (autoencoder.distribution !== "gaussian") return [values];
  const codes = await autoencoder.encodeDistribution(batch, batch);
  return codes.type === "gaussian"
    ? [values, codes.mean.values, codes.logVariance.values.map(Math.exp)]
    : [values];
}

function largest(examples: Examples): string {
  let most = 0;
  for (const value of heldValues(examples)) most = Math.max(most, Math.abs(value));
  return most.toPrecision(3);
}
