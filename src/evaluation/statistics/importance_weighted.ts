import type { Rng } from "../../core/rng.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import { drawCodes } from "./draw_codes.ts";
import { logLikelihoods, type VariationalDecoder, type VariationalModel } from "./variational.ts";

/** The choices of an estimate of the likelihood. */
export interface ImportanceOptions {
  /** The number of codes of each example: the more, the nearer from above. */
  readonly samples: number;
  /** Example i draws from `rng.fork(i)`. */
  readonly rng: Rng;
}

/** The number of codes decoded at once: enough to keep a runtime busy, little enough for memory. */
const ROWS = 2000;

/**
 * −log p(x) of examples in nats, averaged over them, estimated by importance sampling:
 * log (1 / S) Σ p(x | h) p(h) / q(h | x) with S draws h of q(h | x).
 *
 * Its expectation is above −log p(x) and falls with S. (Burda, Grosse and Salakhutdinov, "Importance
 * weighted autoencoders", 2016.) Throws a RangeError for no draws.
 */
export async function importanceWeightedSurprise(
  examples: Examples,
  { encode, decoder }: VariationalModel & { decoder: VariationalDecoder },
  { samples, rng }: ImportanceOptions,
): Promise<number> {
  if (!Number.isSafeInteger(samples) || samples < 1) {
    throw new RangeError(
      `Cannot estimate a likelihood from ${samples} draws: expected a whole number from 1 up`,
    );
  }
  // Either several examples with all their draws, or some of the draws of one.
  const together = Math.max(1, Math.floor(ROWS / samples)), most = Math.min(samples, ROWS);
  let total = 0;
  for (const batch of consecutiveBatches(examples, together)) {
    const codes = await encode(batch), [, ...codeShape] = codes.mean.shape;
    const streams = Array.from({ length: batch.count }, (_, i) => rng.fork(batch.from + i));
    const weights = streams.map(() => new Float64Array(samples));
    for (let from = 0; from < samples; from += most) {
      const count = Math.min(most, samples - from);
      const { values, logRatios } = drawCodes(codes, { count, streams });
      const shape = [batch.count * count, ...codeShape];
      const found = await logLikelihoods(decoder, batch, { shape, values });
      weights.forEach((own, example) => {
        for (let i = 0; i < count; i++) {
          own[from + i] = found[example * count + i] + logRatios[example * count + i];
        }
      });
    }
    for (const own of weights) total -= logSumExp(own) - Math.log(samples);
  }
  return total / examples.count;
}

/** log Σ exp(a), without leaving the range of doubles. */
function logSumExp(logs: Float64Array): number {
  const largest = logs.reduce((most, log) => Math.max(most, log), -Infinity);
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
}
