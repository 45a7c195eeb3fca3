import { type NdArray, zeros } from "../core/nd_array.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import { checkCodes } from "./check_codes.ts";

/** The way from one code to another. */
export interface InterpolateOptions {
  /** The number of codes, both ends among them: 2 or more. */
  readonly steps: number;
  /** Along a straight line, unless given. */
  readonly path?: InterpolationPath;
}

/** The ways from one code to another. */
export const INTERPOLATION_PATHS = ["linear", "spherical"] as const;

/** A way from one code to another. */
export type InterpolationPath = typeof INTERPOLATION_PATHS[number];

/** The weights of both ends at a place between them, from 0 to 1. */
type Weights = (t: number) => readonly [number, number];

const linear: Weights = (t) => [1 - t, t];

/**
 * Codes at even steps from each code of `a` to the one of `b` in its place: [B, …code] twice to
 * [B · steps, …code], the steps of a pair one after the other.
 *
 * Linear: (1 − t) a + t b, with the mean of both in the middle. Spherical: (sin((1 − t) ω) a +
 * sin(t ω) b) / sin ω, where ω is the angle between a and b (Shoemake, "Animating rotation with
 * quaternion curves", 1985); it keeps the length that draws from a normal distribution of many
 * dimensions have, which a straight line cuts short (White, "Sampling generative networks", 2016).
 * Codes that lie on one line through the origin span no such arc and are joined by a straight line.
 *
 * Throws a RangeError for codes of different shapes, and for fewer than 2 steps.
 *
 * @example
 * ```ts
 * import { interpolate } from "isthmus/generation";
 *
 * const code = (...values: number[]) => ({ shape: [1, 2], values: Float32Array.from(values) });
 * const { shape, values } = interpolate(code(0, 0), code(2, 4), { steps: 3 });
 * assertEquals(shape, [3, 2]);
 * assertEquals(values, Float32Array.of(0, 0, 1, 2, 2, 4));
 * ```
 */
export function interpolate(
  a: NdArray,
  b: NdArray,
  { steps, path = "linear" }: InterpolateOptions,
): NdArray {
  const { count, codeShape, size } = checkCodes(a, { to: "interpolate" });
  if (!sameShape(a.shape, b.shape)) {
    throw new RangeError(
      `Cannot interpolate between codes of shapes ${formatShape(a.shape)} and ${
        formatShape(b.shape)
      }: expected one shape`,
    );
  }
  checkCodes(b, { to: "interpolate" });
  if (!Number.isSafeInteger(steps) || steps < 2) {
    throw new RangeError(
      `Cannot interpolate in ${steps} steps: expected a whole number from 2 up, both ends counted`,
    );
  }
  const codes = zeros([count * steps, ...codeShape]);
  for (let row = 0; row < count; row++) {
    const from = a.values.subarray(row * size, (row + 1) * size);
    const to = b.values.subarray(row * size, (row + 1) * size);
    const weights = path === "linear" ? linear : arc(from, to);
    for (let step = 0; step < steps; step++) {
      const [ofA, ofB] = weights(step / (steps - 1));
      const start = (row * steps + step) * size;
      for (let i = 0; i < size; i++) codes.values[start + i] = ofA * from[i] + ofB * to[i];
    }
  }
  return codes;
}

/** The weights along the arc between two codes. */
function arc(a: Float32Array, b: Float32Array): Weights {
  const cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  const sine = Math.sin(angle);
  // Also where a code is 0, which has no direction: its angle is no number.
  if (!(sine > 1e-6)) return linear;
  return (t) => [Math.sin((1 - t) * angle) / sine, Math.sin(t * angle) / sine];
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
