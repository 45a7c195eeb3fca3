import { type NdArray, ndArray } from "../core/nd_array.ts";
import { sizeOf } from "../core/shape.ts";
import { gatherBatch } from "../data/mod.ts";
import type { Examples } from "../data/mod.ts";
import type { SymmetricOperator } from "./leading_eigenvectors.ts";
import { type MatMul, plainGram, plainMatMul } from "./mat_mul.ts";

/** The mean and variance of each value of the examples [D]. */
export interface Moments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** The choices of a covariance. */
export interface CovarianceOptions {
  readonly moments: Moments;
  /** True to form its D² values once, or to go through the examples for each product. */
  readonly form: boolean;
  readonly matMul?: MatMul | undefined;
}

/**
 * The loss of a sum of products in 32 bits, and in 64 bits, at most as a part of what its terms
 * come to.
 */
const ROUNDING = 2 ** -22, DOUBLE_ROUNDING = 2 ** -40;

/** Rows of the examples that are multiplied at once. */
const BLOCK_ROWS = 1024;

/**
 * The mean and variance of each value of the examples, summed in 64 bits; the variance is around 0, and so
 * is what is called the mean, unless they are centred. It stops between blocks.
 */
export function* moments(
  examples: Examples,
  { isCentred }: { isCentred: boolean },
): Generator<void, Moments> {
  const size = sizeOf(examples.shape);
  const mean = new Float64Array(size), variance = new Float64Array(size);
  const none = new Float32Array(size);
  for (const { shape: [rows], values } of isCentred ? blocks(examples, none) : []) {
    yield;
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < size; i++) mean[i] += values[row * size + i];
    }
  }
  for (let i = 0; i < size; i++) mean[i] /= examples.count;
  // Around the mean, because the mean of the squares less the square of the mean loses digits.
  for (const { shape: [rows], values } of blocks(examples, none)) {
    yield;
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < size; i++) {
        const difference = values[row * size + i] - mean[i];
        variance[i] += difference * difference;
      }
    }
  }
  for (let i = 0; i < size; i++) variance[i] /= examples.count;
  return { mean, variance };
}

/**
 * The covariance (1 / N) Σ (x − mean)(x − mean)ᵀ of N examples as something to multiply by; where it is
 * formed, it stops between blocks.
 */
export function* covariance(
  examples: Examples,
  options: CovarianceOptions,
): Generator<void, SymmetricOperator> {
  const { moments: { mean, variance }, form, matMul } = options;
  const size = mean.length;
  // A value that varies little around a mean far from zero is shifted there, or the mean would
  // swallow the variance in 32 bits; the others stay, so that their zeros can be skipped.
  const shift = Float32Array.from(mean, (m, i) => m * m > 100 * variance[i] ? m : 0);
  const rest = mean.map((m, i) => m - shift[i]);
  const products = form
    ? yield* formed(examples, shift, matMul)
    : streamed(examples, shift, matMul ?? plainMatMul);
  const sizes = variance.map((v, i) => Math.sqrt(v + rest[i] * rest[i]));
  const squares = sizes.reduce((sum, each) => sum + each * each, 0);
  return {
    size,
    trace: variance.reduce((sum, v) => sum + v, 0),
    rounding(vector) {
      // A formed matrix has small values of small columns as exact as large ones; products of all
      // columns at once lose them beside the large.
      if (!form) return ROUNDING * squares;
      const along = vector.reduce((sum, v, i) => sum + Math.abs(v) * sizes[i], 0);
      return ROUNDING * along * along + DOUBLE_ROUNDING * squares;
    },
    *apply(vectors) {
      return (yield* products(vectors)).map((product, v) => {
        let along = 0;
        for (let i = 0; i < size; i++) along += rest[i] * vectors[v][i];
        return product.map((value, i) => value / examples.count - along * rest[i]);
      });
    },
  };
}

type Products = (vectors: readonly Float64Array[]) => Generator<void, Float64Array[]>;

/** Products with Xᵀ X, formed once. */
function* formed(
  examples: Examples,
  shift: Float32Array,
  matMul?: MatMul,
): Generator<void, Products> {
  const gram = matMul ? (x: NdArray) => matMul(x, x, { transposeA: true }) : plainGram;
  const size = shift.length;
  const sum = new Float64Array(size * size);
  for (const x of blocks(examples, shift)) {
    yield;
    addTo(sum, gram(x).values);
  }
  return function* (vectors) {
    const found: Float64Array[] = [];
    for (const vector of vectors) {
      yield;
      const product = new Float64Array(size);
      for (let row = 0; row < size; row++) {
        let value = 0;
        for (let i = 0, at = row * size; i < size; i++, at++) value += sum[at] * vector[i];
        product[row] = value;
      }
      found.push(product);
    }
    return found;
  };
}

/** Products Xᵀ (X V) that go through the examples each time. */
function streamed(examples: Examples, shift: Float32Array, matMul: MatMul): Products {
  const size = shift.length;
  return function* (vectors) {
    const width = vectors.length;
    const columns = ndArray([size, width], new Float32Array(size * width));
    vectors.forEach((vector, v) =>
      vector.forEach((value, i) => columns.values[i * width + v] = value)
    );
    const sum = new Float64Array(size * width);
    for (const x of blocks(examples, shift)) {
      yield;
      addTo(sum, matMul(x, matMul(x, columns), { transposeA: true }).values);
    }
    return vectors.map((_, v) => Float64Array.from({ length: size }, (_, i) => sum[i * width + v]));
  };
}

/** The examples less the shift, some rows [R, D] at a time in one array that each block fills anew. */
function* blocks(examples: Examples, shift: Float32Array): Generator<NdArray> {
  const size = shift.length;
  const room = new Float32Array(Math.min(BLOCK_ROWS, examples.count) * size);
  for (let from = 0; from < examples.count; from += BLOCK_ROWS) {
    const rows = Math.min(BLOCK_ROWS, examples.count - from);
    const indices = Uint32Array.from({ length: rows }, (_, row) => from + row);
    const values = gatherBatch(examples, indices, { out: room.subarray(0, rows * size) });
    for (let i = 0; i < size; i++) {
      if (shift[i] === 0) continue;
      for (let row = 0; row < rows; row++) values[row * size + i] -= shift[i];
    }
    yield ndArray([rows, size], values);
  }
}

function addTo(sum: Float64Array, values: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] += values[i];
}
