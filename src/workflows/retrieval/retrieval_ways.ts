import * as tf from "@tensorflow/tfjs";
import { encodeItq, fitItq, fitLsa, fitPca, type Pca } from "../../baselines/mod.ts";
import { type NdArray, ndArray, rowsOf } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { type Examples, unitPoints, unitRows, wholeBatch } from "../../data/mod.ts";
import { tensorProduct } from "../../evaluation/passes/tensor_product.ts";
import type { Ranking, Sides } from "./ranking_figures.ts";

/** Something to rank the training examples by, with the words for it. */
export interface Way extends Ranking {
  /** `codes of 10 values, cosine` */
  readonly name: string;
}

/** The examples that are compared, and how. */
export interface WaysInput {
  readonly items: Examples;
  readonly queries: Examples;
  /** The codes [N, C] and [Q, C] of both. */
  readonly codes: Sides;
  /** The distance of real codes. */
  readonly metric: "euclidean" | "cosine";
  /** The threshold of bits of codes. */
  readonly threshold: number;
  /** True where values are of the words of texts. */
  readonly isText: boolean;
  /** The numbers of values that PCA or latent semantic analysis is given, besides that of the codes. */
  readonly sizes: readonly number[];
  /** The items of a shortlist that a second stage sorts. */
  readonly shortlist: number;
  /** The stream of random hyperplanes and rotations. */
  readonly rng: Rng;
}

/** The fewest values of a code that are worth making bits of. */
export const FEWEST_BITS = 8;

/** The most values of a code that a rotation is found for: 512 take a minute, and time grows by the cube. */
const MOST_TURNED = 512;

/**
 * The ways to find examples, one after the other, so that only one is held at a time: by codes and their
 * bits, with the inputs as a second stage; by PCA, or latent semantic analysis of texts, and its bits; by
 * random hyperplanes; and by the inputs. Needs the backend.
 */
export function* retrievalWays(input: WaysInput): Generator<Way, void> {
  const { codes, metric, threshold, isText, shortlist } = input;
  const size = codes.items.shape[1], hasBits = size >= FEWEST_BITS;
  const inputs = sidesOf(input, (examples) => rowsOf(wholeBatch(examples)));
  const second = { sides: inputs, metric: "cosine", shortlist } as const;
  const sorted = `the first ${shortlist} sorted by inputs`;
  const named = `codes of ${size} values, ${metric}`;
  yield { name: named, sides: codes, metric };
  yield { name: `${named}, ${sorted}`, sides: codes, metric, second };
  if (hasBits) {
    const name = `bits of codes, ${size}`;
    const sides = signsOf(codes, threshold);
    yield { name, sides, metric: "hamming" };
    yield { name: `${name}, ${sorted}`, sides, metric: "hamming", second };
  }
  yield* linearWays(input, size);
  if (hasBits) yield hyperplanes(input, inputs);
  yield { name: "inputs, euclidean", sides: inputs, metric: "euclidean" };
  yield { name: "inputs, cosine", sides: inputs, metric: "cosine" };
  if (isText) return;
  const centred = { items: lessOwnMean(inputs.items), queries: lessOwnMean(inputs.queries) };
  yield { name: "inputs less the mean of each, cosine", sides: centred, metric: "cosine" };
}

/** PCA or latent semantic analysis of each size, and bits of those of as many values as the code. */
function* linearWays(
  { items, queries, metric, isText, sizes, rng }: WaysInput,
  own: number,
): Generator<Way, void> {
  const width = items.values.length / items.count;
  const wanted = [...new Set([own, ...sizes])].filter((size) => size < width);
  if (wanted.length === 0) return;
  const most = Math.max(...wanted), kind = isText ? "LSA" : "PCA";
  const fit = isText ? fitLsa : fitPca;
  const fitted = fit(items, { components: most, matMul: tensorProduct });
  const rows = isText ? unitRows : (examples: Examples) => examples;
  const all = sidesOf({ items, queries }, (examples) => projected(fitted, rows(examples)));
  const found = all.items.shape[1];
  for (const size of wanted) {
    const sides = mapSides(all, (array) => firstColumns(array, Math.min(size, found)));
    const name = `${kind} of ${sides.items.shape[1]} values`;
    const by = size === own ? metric : "cosine";
    yield { name: `${name}, ${by}`, sides, metric: by };
    if (size !== own || size < FEWEST_BITS || size > MOST_TURNED) continue;
    // The directions of texts are what counts, and so those of their codes.
    const codes = isText ? mapSides(sides, unitPoints) : sides;
    const itq = fitItq(codes.items, { rng: rng.fork("rotation"), matMul: tensorProduct });
    const turned = mapSides(codes, (array) => encodeItq(itq, array));
    yield { name: `bits of ${name} by ITQ`, sides: signsOf(turned, 0), metric: "hamming" };
    const medians = mediansOf(sides.items);
    const over = mapSides(sides, (array) => less(array, medians));
    yield { name: `bits of ${name} at medians`, sides: signsOf(over, 0), metric: "hamming" };
  }
}

/** The bits of random hyperplanes through the mean, as many as the code has values (Charikar, 2002). */
function hyperplanes({ codes, rng }: WaysInput, inputs: Sides): Way {
  const bits = codes.items.shape[1], [, width] = inputs.items.shape;
  const draw = rng.fork("hyperplanes");
  const normals = ndArray(
    [width, bits],
    Float32Array.from({ length: width * bits }, () => draw.normal()),
  );
  const mean = columnMeans(inputs.items);
  const sides = mapSides(inputs, (array) => tensorProduct(less(array, mean), normals));
  return {
    name: `bits of random hyperplanes, ${bits}`,
    sides: signsOf(sides, 0),
    metric: "hamming",
  };
}

function sidesOf(
  { items, queries }: Pick<WaysInput, "items" | "queries">,
  of: (examples: Examples) => NdArray,
): Sides {
  return { items: of(items), queries: of(queries) };
}

function mapSides({ items, queries }: Sides, of: (array: NdArray) => NdArray): Sides {
  return { items: of(items), queries: of(queries) };
}

/** Bits as numbers: 1 above a threshold, −1 else. */
function signsOf(sides: Sides, threshold: number): Sides {
  return mapSides(
    sides,
    ({ shape, values }) => ndArray(shape, values.map((value) => value > threshold ? 1 : -1)),
  );
}

/** The coordinates [N, C] of examples along the components of PCA, on the backend. */
function projected({ mean, components }: Pca, examples: Examples): NdArray {
  const [count, size] = components.shape, { values } = rowsOf(wholeBatch(examples));
  const product = tf.tidy(() => {
    const rest = tf.sub(tf.tensor2d(values, [examples.count, size]), tf.tensor1d(mean.values));
    const directions = tf.tensor2d(components.values, [count, size]);
    return tf.matMul(rest as tf.Tensor2D, directions, false, true);
  });
  const codes = ndArray([examples.count, count], Float32Array.from(product.dataSync()));
  product.dispose();
  return codes;
}

function firstColumns({ shape: [count, width], values }: NdArray, columns: number): NdArray {
  const some = new Float32Array(count * columns);
  for (let row = 0; row < count; row++) {
    some.set(values.subarray(row * width, row * width + columns), row * columns);
  }
  return ndArray([count, columns], some);
}

/** Rows less a row. */
function less({ shape, values }: NdArray, row: ArrayLike<number>): NdArray {
  return ndArray(shape, values.map((value, i) => value - row[i % shape[1]]));
}

/** Rows, each less the mean of its own values: pictures however bright they are. */
function lessOwnMean({ shape, values }: NdArray): NdArray {
  const width = shape[1], rest = new Float32Array(values.length);
  for (let from = 0; from < values.length; from += width) {
    let mean = 0;
    for (let i = 0; i < width; i++) mean += values[from + i] / width;
    for (let i = 0; i < width; i++) rest[from + i] = values[from + i] - mean;
  }
  return ndArray(shape, rest);
}

function columnMeans({ shape: [count, width], values }: NdArray): Float64Array {
  const mean = new Float64Array(width);
  values.forEach((value, i) => mean[i % width] += value / count);
  return mean;
}

function mediansOf({ shape: [count, width], values }: NdArray): Float64Array {
  return Float64Array.from({ length: width }, (_, column) => {
    const sorted = Float64Array.from({ length: count }, (_, row) => values[row * width + column])
      .sort();
    return (sorted[(count - 1) >> 1] + sorted[count >> 1]) / 2;
  });
}
