/** The plain twin of `asm/boltzmann/softplus_sum.ts`, in double precision. */
export function softplusSum(x: ArrayLike<number>, scale = 1): number {
  return Array.from(x).reduce((sum, value) => {
    const z = scale * value;
    return sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }, 0);
}
