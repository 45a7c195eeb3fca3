import type { Rng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import type { ConsecutiveBatch } from "../../data/mod.ts";
import { drawCodes } from "./draw_codes.ts";
import { logLikelihoods, type VariationalDecoder, type VariationalModel } from "./variational.ts";

/**
 * The negative evidence lower bound of each example of a batch, in nats: −log p(x) is less. Example i of
 * all draws its code from `rng.fork(i)`, so that the mean over all is that of `variationalBound`; Infinity
 * where it is not finite.
 */
export async function negativeElbos(
  batch: ConsecutiveBatch,
  { encode, decoder }: VariationalModel & { decoder: VariationalDecoder },
  { rng }: { rng: Rng },
): Promise<Float64Array> {
  const codes = await encode(batch), { mean, logVariance } = codes;
  const size = sizeOf(mean.shape.slice(1));
  const streams = Array.from({ length: batch.count }, (_, i) => rng.fork(batch.from + i));
  const { values } = drawCodes(codes, { count: 1, streams });
  const bounds = (await logLikelihoods(decoder, batch, { ...mean, values })).map((log) => -log);
  mean.values.forEach((value, i) => {
    const log = logVariance.values[i];
    bounds[Math.floor(i / size)] += 0.5 * (value ** 2 + Math.exp(log) - 1 - log);
  });
  return bounds.map((bound) => Number.isFinite(bound) ? bound : Infinity);
}
