/** The plain twin of `asm/products/transpose.ts`. */
export function transpose(
  x: Float32Array,
  { rows, columns }: { rows: number; columns: number },
): Float32Array<ArrayBuffer> {
  return Float32Array.from(x, (_, i) => x[i % rows * columns + Math.floor(i / rows)]);
}
