import type { NdArray } from "../../core/nd_array.ts";
import { consecutiveBatches, type ExampleBatch, type Examples } from "../../data/mod.ts";

/** The use that the codes of examples make of a codebook. */
export interface CodebookUse {
  /** exp(−Σ p log p) over the shares p of the vectors that each entry stands for: 1 to N. */
  readonly perplexity: number;
  /** The share of the entries that stand for no vector. */
  readonly unused: number;
  /** The share of the vectors that each entry in use stands for, the largest first. */
  readonly shares: readonly number[];
}

const BATCH_SIZE = 250;

/**
 * Counts the entries in the quantised codes of examples, from whichever model or runtime.
 *
 * A code [B, …] is cut in vectors of `size` values, each an entry of the codebook to the bit, so that
 * equal vectors are one entry; entries that are equal count as one. Throws a RangeError for codes of
 * more different vectors than there are `entries`: they are not quantised.
 */
export async function codebookUse(
  examples: Examples,
  encode: (batch: ExampleBatch) => Promise<NdArray>,
  { entries, size }: { entries: number; size: number },
): Promise<CodebookUse> {
  const counts = new Map<string, number>();
  let vectors = 0;
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    const { values } = await encode(batch);
    for (let from = 0; from < values.length; from += size) {
      const key = values.subarray(from, from + size).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
      vectors++;
      if (counts.size > entries) {
        throw new RangeError(
          `Cannot measure the use of a codebook: the codes have more than ${entries} different ` +
            `vectors of ${size} values, expected the output of a "vector_quantization"`,
        );
      }
    }
  }
  const shares = [...counts.values()].map((count) => count / vectors).sort((a, b) => b - a);
  return {
    perplexity: Math.exp(shares.reduce((sum, share) => sum - share * Math.log(share), 0)),
    unused: 1 - shares.length / entries,
    shares,
  };
}
