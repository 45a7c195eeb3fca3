const { fround } = Math;

/** The plain twin of `asm/elementwise/silu_gradient.ts`. */
export function siluGradient(
  { dy, x, sigmoid }: { dy: Float32Array; x: Float32Array; sigmoid: Float32Array },
): Float32Array<ArrayBuffer> {
  return Float32Array.from(dy, (value, i) => {
    const slope = fround(1 + fround(x[i] * fround(1 - sigmoid[i])));
    return fround(value * sigmoid[i]) * slope;
  });
}
