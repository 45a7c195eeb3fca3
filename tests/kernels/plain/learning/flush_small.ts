/** The plain twin of `asm/learning/flush_small.ts`: what is below `least` in magnitude becomes 0, in place. */
export function flushSmall(x: Float32Array, least: number): void {
  x.forEach((value, i) => {
    if (Math.abs(value) < least) x[i] = 0;
  });
}
