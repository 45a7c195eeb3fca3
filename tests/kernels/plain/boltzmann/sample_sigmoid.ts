import type { StreamPart } from "../random/random_words.ts";
import { uniform } from "../random/uniform.ts";

/**
 * The plain twin of `asm/boltzmann/sample_sigmoid.ts`, in double precision: σ(scale · x), and 1 where a
 * uniform number is less than that.
 */
export function sampleSigmoid(
  x: Float32Array,
  part: Omit<StreamPart, "count">,
  scale = 1,
): { means: Float64Array; states: Float32Array<ArrayBuffer> } {
  const means = Float64Array.from(x, (value) => 1 / (1 + Math.exp(-scale * value)));
  const draws = uniform({ ...part, count: x.length });
  return { means, states: draws.map((draw, i) => draw < means[i] ? 1 : 0) };
}
