/** The plain twin of `asm/elementwise/leaky_relu.ts`. */
export function leakyRelu(x: Float32Array, slope: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(x, (value) => value > 0 ? value : value * Math.fround(slope));
}
