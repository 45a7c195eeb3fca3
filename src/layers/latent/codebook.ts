import type { Rng } from "../../core/rng.ts";

/** A codebook and what is kept of how it was used, row-major. */
export interface Codebook {
  /** [N, d] */
  readonly codebook: Float32Array<ArrayBuffer>;
  /** The running mean of how many vectors of a batch each entry was the nearest of [N]. */
  readonly count: Float32Array<ArrayBuffer>;
  /** The running mean of the sum of those vectors [N, d]; absent where gradients move the entries. */
  readonly sum?: Float32Array<ArrayBuffer>;
}

/** The effect of a step of training on a codebook. */
export interface CodebookStep {
  /** The vectors of the batch [M, d]. */
  readonly vectors: ArrayLike<number>;
  /** The entry nearest to each of them [M]. */
  readonly nearest: ArrayLike<number>;
  /** The share of the running means that a step keeps. */
  readonly decay: number;
  /** An entry starts anew when its count is under this share of an even one, M / N; 0, never. */
  readonly restart: number;
  /** The stream that new starts are drawn from. */
  readonly rng: Rng;
}

/**
 * The codebook after a batch: countₙ ← γ countₙ + (1 − γ) |Zₙ|, sumₙ ← γ sumₙ + (1 − γ) Σ Zₙ and
 * entryₙ = sumₙ / countₙ, where Zₙ are the vectors that entry n is the nearest of. (Van den Oord,
 * Vinyals and Kavukcuoglu, "Neural discrete representation learning", 2017, appendix A.)
 *
 * Entries that are hardly used start anew as vectors of the batch, with an even count: all of them at
 * the first step, of which no entry has a count. (Random restarts: Dhariwal et al., "Jukebox", 2020.)
 */
export function nextCodebook(
  before: Codebook,
  { vectors, nearest, decay, restart, rng }: CodebookStep,
): Codebook {
  const entries = before.count.length, size = before.codebook.length / entries;
  const codebook = before.codebook.slice(), sum = before.sum?.slice();
  const { counts, sums } = totals({ vectors, nearest }, { entries, size });
  const mean = (old: number, now: number) => decay * old + (1 - decay) * now;
  const count = before.count.map((old, n) => mean(old, counts[n]));
  sum?.forEach((old, i) => {
    const n = Math.floor(i / size);
    sum[i] = mean(old, sums[i]);
    // Without a vector both shrink alike and the entry stays; in 32 bits they would shrink to nothing.
    if (counts[n] > 0) codebook[i] = sum[i] / count[n];
  });

  const share = nearest.length / entries;
  const isFirst = before.count.every((old) => old === 0);
  const idle = restart === 0
    ? []
    : [...count.keys()].filter((n) => isFirst || count[n] < restart * share);
  const drawn = idle.length > 0 ? rng.permutation(nearest.length) : [];
  idle.forEach((n, i) => {
    const from = drawn[i % drawn.length] * size;
    for (let j = 0; j < size; j++) {
      codebook[n * size + j] = vectors[from + j];
      if (sum) sum[n * size + j] = share * vectors[from + j];
    }
    count[n] = share;
  });
  return { codebook, count, ...(sum && { sum }) };
}

/** The number of vectors that each entry is the nearest of, and the sum of those. */
function totals(
  { vectors, nearest }: Pick<CodebookStep, "vectors" | "nearest">,
  { entries, size }: { entries: number; size: number },
): { counts: Float64Array; sums: Float64Array } {
  const counts = new Float64Array(entries), sums = new Float64Array(entries * size);
  for (let i = 0; i < nearest.length; i++) {
    const to = nearest[i] * size, from = i * size;
    counts[nearest[i]]++;
    for (let j = 0; j < size; j++) sums[to + j] += vectors[from + j];
  }
  return { counts, sums };
}
