import { reconstructPca } from "../../baselines/mod.ts";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, exampleBatch, type Examples } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { className } from "../../data/mod.ts";
import { firstOfEachClass } from "./first_of_each_class.ts";
import type { Reconstructors } from "./reconstruct_examples.ts";

/** An example beside its reconstruction, on the scale of the model. */
export interface ShownExample {
  /** Its id, or its number counted from 0, and its class. */
  readonly name: string;
  /** True for one of those with the largest errors of all. */
  readonly isWorst: boolean;
  readonly input: Float32Array;
  readonly output: Float32Array;
  /** The squared error of each method that reconstructs it, the model's first. */
  readonly errors: readonly { readonly method: string; readonly error: number }[];
}

/** The numbers of examples that are shown: the first of classes, and those with the largest errors. */
const FIRST = 5, WORST = 3;

/** The number of examples that are in memory at once. */
const BATCH_SIZE = 250;

/**
 * Chooses examples to look at one by one, the first of each class and those of the largest squared errors,
 * and reconstructs them by a model, by others and by PCA.
 */
export async function shownExamples(
  { autoencoder, beside, pca }: Pick<Reconstructors, "autoencoder" | "beside" | "pca">,
  examples: Examples,
  { classes }: { classes?: readonly string[] | undefined } = {},
): Promise<ShownExample[]> {
  const size = sizeOf(examples.shape);
  const first = firstOfEachClass(examples, FIRST);
  const errors = await squaredErrors(autoencoder, examples);
  const worst = [...errors.keys()].sort((a, b) => errors[b] - errors[a] || a - b).slice(0, WORST);
  const indices = [...first, ...worst.filter((index) => !first.includes(index))];
  const batch = exampleBatch(examples, indices), { values: inputs } = batch;
  const methods = [{ name: "autoencoder", autoencoder }, ...beside].map(
    async ({ name, autoencoder }) => ({
      method: name,
      outputs: (await autoencoder.reconstruct(batch, batch)).values,
    }),
  );
  const all = await Promise.all(methods);
  if (pca) all.push({ method: "PCA", outputs: reconstructPca(pca, inputs) });
  return indices.map((index, i) => {
    const own = (values: Float32Array) => values.slice(i * size, (i + 1) * size);
    const input = own(inputs);
    return {
      name: exampleName(examples, index, classes),
      isWorst: worst.includes(index),
      input,
      output: own(all[0].outputs),
      errors: all.map(({ method, outputs }) => ({ method, error: distance(input, own(outputs)) })),
    };
  });
}

/** The name of an example: its id, or its number counted from 0, and its class. */
export function exampleName(
  { ids, labels }: Pick<Examples, "ids" | "labels">,
  index: number,
  classes?: readonly string[],
): string {
  const name = ids?.[index] ?? `Example ${index.toLocaleString("en")}`;
  return labels ? `${name}: ${className(classes, labels[index])}` : name;
}

/**
 * An example in words that nobody takes for a class: `example 12 (class 3)`, or by its id where it has one;
 * counted from 0, as `--examples` counts.
 */
export function exampleWords(
  { ids, labels }: Pick<Examples, "ids" | "labels">,
  index: number,
  classes?: readonly string[],
): string {
  const id = ids?.[index], name = id === undefined ? `example ${index}` : `"${id}"`;
  return labels ? `${name} (class ${className(classes, labels[index])})` : name;
}

async function squaredErrors(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
): Promise<Float64Array> {
  const size = sizeOf(examples.shape), errors = new Float64Array(examples.count);
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    const { values } = await autoencoder.reconstruct(batch, batch);
    for (let row = 0; row < batch.count; row++) {
      const own = (all: Float32Array) => all.subarray(row * size, (row + 1) * size);
      errors[batch.from + row] = distance(own(batch.values), own(values));
    }
  }
  return errors;
}

function distance(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
}
