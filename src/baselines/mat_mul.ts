import { type NdArray, ndArray } from "../core/nd_array.ts";

/** The product of two matrices, A [M, K] or with `transposeA` [K, M], times B [K, N]: [M, N]. */
export type MatMul = (a: NdArray, b: NdArray, options?: { transposeA?: boolean }) => NdArray;

/** A product without any runtime, summed in 64 bits; it skips the zeros of A, which images are full of. */
export function plainMatMul(
  a: NdArray,
  b: NdArray,
  { transposeA = false }: { transposeA?: boolean } = {},
): NdArray {
  const [rows, columns] = a.shape;
  const width = b.shape[1];
  const outRows = transposeA ? columns : rows;
  const sum = new Float64Array(outRows * width);
  const factors = Float64Array.from(b.values);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = a.values[row * columns + column];
      if (value === 0) continue;
      let to = (transposeA ? column : row) * width;
      let from = (transposeA ? row : column) * width;
      const end = from + width;
      while (from < end) sum[to++] += value * factors[from++];
    }
  }
  return ndArray([outRows, width], Float32Array.from(sum));
}

/** Aᵀ A of A [K, M] as `plainMatMul` computes it, in half the time or less: [M, M]. */
export function plainGram({ shape, values }: NdArray): NdArray {
  const [rows, columns] = shape;
  const sum = new Float64Array(columns * columns);
  const present = new Uint32Array(columns);
  const row = new Float64Array(columns);
  for (let r = 0; r < rows; r++) {
    let count = 0;
    for (let i = 0; i < columns; i++) {
      const value = values[r * columns + i];
      if (value !== 0) {
        present[count] = i;
        row[count++] = value;
      }
    }
    for (let p = 0; p < count; p++) {
      const value = row[p], from = present[p] * columns;
      for (let q = p; q < count; q++) sum[from + present[q]] += value * row[q];
    }
  }
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < i; j++) sum[i * columns + j] = sum[j * columns + i];
  }
  return ndArray([columns, columns], Float32Array.from(sum));
}
