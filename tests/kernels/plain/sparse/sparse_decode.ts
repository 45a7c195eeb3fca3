import type { PlainSparseCode } from "./top_k.ts";

/** Rows and entries a row of a code, and the dictionary's sizes [size, columns]. */
export interface SparseSizes {
  readonly k: number;
  readonly size: number;
  readonly columns: number;
}

/** The plain twin of `asm/sparse/sparse_decode.ts`: y [rows, columns], each sum in the code's order. */
export function sparseDecode(
  { indices, values, dictionary }: PlainSparseCode & { readonly dictionary: Float32Array },
  { k, columns }: SparseSizes,
): Float32Array<ArrayBuffer> {
  const y = new Float32Array(indices.length / k * columns);
  indices.forEach((n, i) => {
    const row = Math.floor(i / k) * columns;
    for (let d = 0; d < columns; d++) {
      y[row + d] += Math.fround(values[i] * dictionary[n * columns + d]);
    }
  });
  return y;
}

/** The plain twin of `asm/sparse/sparse_values_gradient.ts`: [rows, k]. */
export function sparseValuesGradient(
  { dy, indices, dictionary }: {
    dy: Float32Array;
    indices: Int32Array;
    dictionary: Float32Array;
  },
  { k, columns }: SparseSizes,
): Float32Array<ArrayBuffer> {
  const rowOf = (x: Float32Array, row: number) => x.subarray(row * columns, (row + 1) * columns);
  return Float32Array.from(
    indices,
    (n, i) => dot(rowOf(dy, Math.floor(i / k)), rowOf(dictionary, n)),
  );
}

/** The plain twin of `asm/sparse/sparse_dictionary_gradient.ts`: [size, columns]. */
export function sparseDictionaryGradient(
  { dy, indices, values }: PlainSparseCode & { readonly dy: Float32Array },
  { k, size, columns }: SparseSizes,
): Float32Array<ArrayBuffer> {
  const dDictionary = new Float32Array(size * columns);
  indices.forEach((n, i) => {
    const row = Math.floor(i / k) * columns;
    for (let d = 0; d < columns; d++) {
      dDictionary[n * columns + d] += Math.fround(values[i] * dy[row + d]);
    }
  });
  return dDictionary;
}

/** Eight partial sums, then four, then one, as registers hold them. */
function dot(x: Float32Array, y: Float32Array): number {
  const f = Math.fround;
  const lanes = new Float32Array(8);
  const whole = x.length & ~7, fours = x.length & ~3;
  for (let p = 0; p < fours; p++) lanes[p < whole ? p & 7 : p & 3] += f(x[p] * y[p]);
  const lane = (i: number) => f(lanes[i] + lanes[i + 4]);
  let sum = f(f(lane(0) + lane(1)) + f(lane(2) + lane(3)));
  for (let p = fours; p < x.length; p++) sum = f(sum + f(x[p] * y[p]));
  return sum;
}
