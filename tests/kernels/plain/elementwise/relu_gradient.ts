/** The plain twin of `asm/elementwise/relu_gradient.ts`. */
export function reluGradient(
  { dy, x }: { dy: Float32Array; x: Float32Array },
  slope: number,
): Float32Array<ArrayBuffer> {
  return Float32Array.from(dy, (value, i) => x[i] > 0 ? value : value * Math.fround(slope));
}
