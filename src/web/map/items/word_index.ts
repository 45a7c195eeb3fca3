/** The words of texts: for each text the words that it has, each once. */
export interface WordIndex {
  readonly words: readonly string[];
  /** The words of text i are `ids` from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
  /** The number of texts that each word is in. */
  readonly counts: Uint32Array;
}

/** Words of two letters and more; an apostrophe or a hyphen within one belongs to it. */
const WORD = /\p{L}[\p{L}\p{M}]*(?:['’-]?[\p{L}\p{M}]+)+/gu;

/** The texts of a piece: a few hundredths of a second of work. */
const PIECE = 1000;

/**
 * Collects the words of texts, in lower case, a piece of the texts at a time: sixty thousand take half a
 * second, in which a page would stand still.
 */
export function* indexInPieces(texts: readonly string[]): Generator<undefined, WordIndex> {
  const idOf = new Map<string, number>(), ids: number[] = [], counts: number[] = [];
  const starts = new Uint32Array(texts.length + 1);
  for (const [i, text] of texts.entries()) {
    if (i % PIECE === PIECE - 1) yield;
    const seen = new Set<number>();
    for (const [word] of text.toLowerCase().matchAll(WORD)) {
      let id = idOf.get(word);
      if (id === undefined) idOf.set(word, id = idOf.size);
      seen.add(id);
    }
    for (const id of seen) {
      ids.push(id);
      counts[id] = (counts[id] ?? 0) + 1;
    }
    starts[i + 1] = ids.length;
  }
  return {
    words: [...idOf.keys()],
    starts,
    ids: Uint32Array.from(ids),
    counts: Uint32Array.from(counts),
  };
}

/** A word that some texts have more often than the others. */
export interface TypicalWord {
  readonly word: string;
  /** The number of those texts that it is in, and of all. */
  readonly here: number;
  readonly everywhere: number;
  /** The log-likelihood ratio G² by which it is told from chance. */
  readonly score: number;
}

/** The fewest texts of a word, and the least score: chance exceeds it once in a thousand. */
const FEWEST = 3, LEAST = 10.83;

/**
 * The words of some texts that are most over-represented there against the other texts, by the
 * log-likelihood ratio of a table of two rows and two columns (Dunning, "Accurate methods for the
 * statistics of surprise and coincidence", 1993).
 */
export function typicalWords(
  { words, starts, ids, counts }: WordIndex,
  { items, most }: { items: readonly number[]; most: number },
): TypicalWord[] {
  const here = new Uint32Array(words.length);
  for (const item of items) {
    for (let at = starts[item]; at < starts[item + 1]; at++) here[ids[at]]++;
  }
  const all = starts.length - 1, inside = items.length;
  const found: TypicalWord[] = [];
  here.forEach((count, id) => {
    if (count < FEWEST || count * all <= counts[id] * inside) return;
    const score = logLikelihoodRatio([
      [count, inside - count],
      [counts[id] - count, all - inside - counts[id] + count],
    ]);
    if (score >= LEAST) {
      found.push({ word: words[id], here: count, everywhere: counts[id], score });
    }
  });
  return found.sort((a, b) => b.score - a.score).slice(0, most);
}

/** G² = 2 Σ n ln(n / expected) of a table of counts. */
function logLikelihoodRatio(table: readonly (readonly [number, number])[]): number {
  const sides = [0, 1].map((column) => table[0][column] + table[1][column]);
  const total = sides[0] + sides[1];
  let sum = 0;
  for (const row of table) {
    for (const column of [0, 1]) {
      const expected = (row[0] + row[1]) * sides[column] / total;
      if (row[column] > 0) sum += row[column] * Math.log(row[column] / expected);
    }
  }
  return 2 * sum;
}
