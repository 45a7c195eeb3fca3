/** The values of a denoising step by their names: z and u [rows, columns], a [10, columns]. */
type Inputs = Readonly<Record<"z" | "u" | "a", ArrayLike<number>>>;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** The mean or the share that five parameters give, and the sigmoid in it. */
function curve(u: number, [a1, a2, a3, a4, a5]: number[]) {
  const s = sigmoid(a2 * u + a3);
  return { value: a1 * s + a4 * u + a5, s };
}

/** The plain twin of `denoiseGaussian` in `asm/elementwise/denoise_gaussian.ts`, in doubles. */
export function denoiseGaussian({ z, u, a }: Inputs, columns: number): Float64Array {
  return Float64Array.from(z, (value, i) => {
    const own = Array.from({ length: 10 }, (_, k) => a[k * columns + i % columns]);
    const { value: mean } = curve(u[i], own), { value: share } = curve(u[i], own.slice(5));
    return (value - mean) * share + mean;
  });
}

/** The plain twin of its gradient, in doubles. */
export function denoiseGaussianGradient(
  { dy, z, u, a }: Inputs & { readonly dy: ArrayLike<number> },
  columns: number,
): Readonly<Record<"dz" | "du" | "da", Float64Array>> {
  const dz = new Float64Array(z.length), du = new Float64Array(z.length);
  const da = new Float64Array(10 * columns);
  for (let i = 0; i < z.length; i++) {
    const column = i % columns;
    const own = Array.from({ length: 10 }, (_, k) => a[k * columns + column]);
    const mean = curve(u[i], own), share = curve(u[i], own.slice(5));
    dz[i] = dy[i] * share.value;
    const parts = [
      { by: dy[i] * (1 - share.value), from: 0, ...mean },
      { by: dy[i] * (z[i] - mean.value), from: 5, ...share },
    ];
    for (const { by, from, s } of parts) {
      const [a1, a2, , a4] = own.slice(from), inner = by * a1 * s * (1 - s);
      [by * s, inner * u[i], inner, by * u[i], by]
        .forEach((value, k) => da[(from + k) * columns + column] += value);
      du[i] += inner * a2 + by * a4;
    }
  }
  return { dz, du, da };
}
