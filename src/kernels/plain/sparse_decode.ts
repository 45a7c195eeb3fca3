import { dot } from "./dot.ts";
import type { PlainSparseCode } from "./top_k.ts";

/** Rows and entries a row of a code, and the dictionary's sizes [size, columns]. */
export interface SparseSizes {
  readonly k: number;
  readonly size: number;
  readonly columns: number;
}

/** The plain twin of `asm/sparse_decode.ts`: y [rows, columns], each sum in the code's order. */
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

/** The plain twin of `asm/sparse_values_gradient.ts`: [rows, k]. */
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

/** The plain twin of `asm/sparse_dictionary_gradient.ts`: [size, columns]. */
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
