/** The plain twin of `asm/relu_gradient.ts`. */
export function reluGradient(dy: Float32Array, x: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(dy, (value, i) => x[i] > 0 ? value : 0);
}
