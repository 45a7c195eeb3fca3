import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { exampleBatch, type Examples } from "../../data/mod.ts";
import {
  fitGaussianMixture,
  type FitMixtureOptions,
  type GaussianMixture,
} from "../../generation/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { Plan } from "../../model/mod.ts";

/** The codes of some examples. */
export interface CodedExamples {
  /** [N, …code] */
  readonly codes: NdArray;
  /** The class of each. */
  readonly labels?: Int32Array<ArrayBuffer>;
}

/** How many components a mixture of codes has, unless asked otherwise. */
export const DEFAULT_COMPONENTS = 10;

/** How many training examples a mixture is fitted to, at most. */
export const FITTED_CODES = 10_000;

/** The largest code that a mixture is fitted to: a thousand values take seconds, more take minutes. */
export const LARGEST_CODE = 1024;

/** How many examples are in memory at once. */
const BATCH_SIZE = 250;

/** Throws a TypeError, one sentence, for a run whose decoder reads more than a code. */
export function checkDecodesCodes({ links }: Plan, directory: string): void {
  const [link] = Object.keys(links);
  if (link === undefined) return;
  throw new TypeError(
    `Cannot generate with ${directory}: its decoder also reads "${link}" of the encoder, ` +
      `which a new code does not have; use a run whose decoder reads codes alone`,
  );
}

/** Indices of at most so many examples, drawn without replacement: files may be sorted by class. */
export function someIndices(
  count: number,
  { most, rng }: { most: number; rng: Rng },
): Uint32Array {
  if (count <= most) return Uint32Array.from({ length: count }, (_, i) => i);
  return rng.permutation(count).subarray(0, most);
}

/** The codes and the labels of so many examples at most, of all where there are no more. */
export function encodeSome(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
  { most, rng }: { most: number; rng: Rng },
): Promise<CodedExamples> {
  const indices = someIndices(examples.count, { most, rng: rng.fork("examples") });
  return encodeExamples(autoencoder, examples, { indices });
}

/** The codes and the labels of the examples that indices choose. */
export async function encodeExamples(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
  { indices }: { indices: ArrayLike<number> },
): Promise<CodedExamples> {
  const { codeShape, codeSize } = autoencoder, { labels } = examples;
  const count = indices.length, chosen = Uint32Array.from(indices);
  const values = new Float32Array(count * codeSize);
  for (let from = 0; from < count; from += BATCH_SIZE) {
    const rows = chosen.subarray(from, from + BATCH_SIZE);
    const batch = exampleBatch(examples, rows);
    values.set((await autoencoder.encode(batch, batch)).values, from * codeSize);
  }
  return {
    codes: { shape: [count, ...codeShape], values },
    ...(labels && { labels: Int32Array.from(chosen, (index) => labels[index]) }),
  };
}

/** The distribution of codes: a mixture of ten components, or of as many as there are codes. */
export function fitCodes(
  codes: NdArray,
  { components = Math.min(DEFAULT_COMPONENTS, codes.shape[0]), ...options }:
    & Omit<FitMixtureOptions, "components">
    & Partial<Pick<FitMixtureOptions, "components">>,
): GaussianMixture {
  return fitGaussianMixture(codes, { components, ...options });
}

/** Images that stand in rows: [rows · columns, …shape]. */
export interface ImageRows {
  readonly images: Float32Array;
  readonly columns: number;
}

/** Joins the rows of several sheets of as many rows, from left to right. */
export function joinRows(
  parts: readonly ImageRows[],
  { shape }: Pick<Examples, "shape">,
): ImageRows {
  const size = sizeOf(shape), columns = parts.reduce((sum, part) => sum + part.columns, 0);
  const rows = parts[0].images.length / (parts[0].columns * size);
  const images = new Float32Array(rows * columns * size);
  let left = 0;
  for (const part of parts) {
    const width = part.columns * size;
    for (let row = 0; row < rows; row++) {
      images.set(
        part.images.subarray(row * width, (row + 1) * width),
        (row * columns + left) * size,
      );
    }
    left += part.columns;
  }
  return { images, columns };
}

/** Puts sheets of as many columns under each other. */
export function stackRows(parts: readonly ImageRows[]): ImageRows {
  const images = new Float32Array(parts.reduce((sum, part) => sum + part.images.length, 0));
  let top = 0;
  for (const part of parts) {
    images.set(part.images, top);
    top += part.images.length;
  }
  return { images, columns: parts[0].columns };
}
