import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";

/** Independent normal values, each [B, …]. */
export interface NormalCodes {
  readonly mean: NdArray;
  /** log σ². */
  readonly logVariance: NdArray;
}

/** Draws of codes. */
export interface DrawnCodes {
  /** h = μ + σ ε, [B · count, …], those of an example one after the other. */
  readonly values: Float32Array<ArrayBuffer>;
  /** log N(h; 0, I) − log q(h | x) of each, in nats. */
  readonly logRatios: Float64Array;
}

/** Draws so many codes of each example i, from `streams[i]`. */
export function drawCodes(
  { mean, logVariance }: NormalCodes,
  { count, streams }: { count: number; streams: readonly Rng[] },
): DrawnCodes {
  const size = sizeOf(mean.shape.slice(1));
  const values = new Float32Array(streams.length * count * size);
  const logRatios = new Float64Array(streams.length * count);
  const stddev = new Float64Array(size);
  streams.forEach((rng, example) => {
    const at = example * size;
    let logStddevs = 0;
    for (let i = 0; i < size; i++) {
      stddev[i] = Math.exp(0.5 * logVariance.values[at + i]);
      logStddevs += 0.5 * logVariance.values[at + i];
    }
    for (let row = example * count; row < (example + 1) * count; row++) {
      let ratio = logStddevs;
      for (let i = 0; i < size; i++) {
        const noise = rng.normal(), value = mean.values[at + i] + stddev[i] * noise;
        values[row * size + i] = value;
        ratio += 0.5 * (noise ** 2 - value ** 2);
      }
      logRatios[row] = ratio;
    }
  });
  return { values, logRatios };
}
