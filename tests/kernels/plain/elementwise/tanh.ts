/** The plain twin of `asm/elementwise/tanh.ts`, in double precision. */
export function tanh(x: Float32Array): Float32Array<ArrayBuffer> {
  return x.map(Math.tanh);
}
