import type { Found } from "./found.ts";

/** The words of texts: rows [N, D] of which only the values that are not 0 are held. */
export interface WordRows {
  /** The number of words of each text [N]. */
  readonly lengths: Float32Array<ArrayBuffer>;
  /** The numbers of the words, of one text after the other. */
  readonly words: Float32Array<ArrayBuffer>;
  /** The weight of each of these words in its text. */
  readonly weights: Float32Array<ArrayBuffer>;
}

/**
 * The words of texts, whose values [N, D] come in parts of whole rows.
 *
 * @example
 * ```ts
 * import { wordRows } from "isthmus";
 *
 * const rows = wordRows([Float32Array.of(0, 0.5, 0.5, 1, 0, 0)], 3);
 * assertEquals([...rows.lengths], [2, 1]);
 * assertEquals([...rows.words], [1, 2, 0]);
 * ```
 */
export function wordRows(parts: Iterable<Float32Array>, size: number): WordRows {
  const lengths: number[] = [], words: number[] = [], weights: number[] = [];
  for (const values of parts) {
    for (let from = 0; from < values.length; from += size) {
      const before = words.length;
      for (let word = 0; word < size; word++) {
        if (values[from + word] === 0) continue;
        words.push(word);
        weights.push(values[from + word]);
      }
      lengths.push(words.length - before);
    }
  }
  return {
    lengths: Float32Array.from(lengths),
    words: Float32Array.from(words),
    weights: Float32Array.from(weights),
  };
}

/**
 * The values [D] of one text.
 *
 * @example
 * ```ts
 * import { wordRow, wordRows } from "isthmus";
 *
 * const rows = wordRows([Float32Array.of(0, 0.5, 0.5, 1, 0, 0)], 3);
 * assertEquals(wordRow(rows, 1, 3), Float32Array.of(1, 0, 0));
 * ```
 */
export function wordRow(rows: WordRows, item: number, size: number): Float32Array<ArrayBuffer> {
  const { words, weights } = rows, values = new Float32Array(size);
  const from = startOf(rows, item), to = from + rows.lengths[item];
  for (let at = from; at < to; at++) values[words[at]] = weights[at];
  return values;
}

/**
 * The rows of some texts, in the order in which they are asked for.
 *
 * @example
 * ```ts
 * import { takeWordRows, wordRow, wordRows } from "isthmus/retrieval";
 *
 * const rows = wordRows([Float32Array.of(0, 0.5, 0.5, 1, 0, 0)], 3);
 * assertEquals(wordRow(takeWordRows(rows, [1]), 0, 3), Float32Array.of(1, 0, 0));
 * ```
 */
export function takeWordRows(rows: WordRows, items: readonly number[]): WordRows {
  const lengths = Float32Array.from(items, (item) => rows.lengths[item]);
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const words = new Float32Array(all), weights = new Float32Array(all);
  let at = 0;
  for (const item of items) {
    const from = startOf(rows, item), to = from + rows.lengths[item];
    words.set(rows.words.subarray(from, to), at);
    weights.set(rows.weights.subarray(from, to), at);
    at += to - from;
  }
  return { lengths, words, weights };
}

/**
 * Items that were found, sorted by their words: from near to far by 1 − the cosine of their values and those
 * of a query [D], equally far ones in the order in which they were found. This is the second stage of a
 * search whose first one takes a shortlist by codes (Salakhutdinov and Hinton, "Semantic hashing", 2009).
 *
 * @example
 * ```ts
 * import { sortByWords, wordRows } from "isthmus";
 *
 * const rows = wordRows([Float32Array.of(1, 0, 0, 1, 1, 1)], 2);
 * const found = [{ item: 0, distance: 3 }, { item: 1, distance: 4 }, { item: 2, distance: 5 }];
 * const sorted = sortByWords(found, { rows, query: Float32Array.of(0, 2) });
 * assertEquals(sorted.map(({ item }) => item), [1, 2, 0]);
 * assertEquals(sorted[0].distance, 0);
 * ```
 */
export function sortByWords(
  found: readonly Found[],
  { rows, query }: { readonly rows: WordRows; readonly query: Float32Array },
): Found[] {
  const norm = Math.sqrt(query.reduce((sum, value) => sum + value * value, 0));
  return found.map(({ item }) => {
    const from = startOf(rows, item), to = from + rows.lengths[item];
    let product = 0, square = 0;
    for (let at = from; at < to; at++) {
      const weight = rows.weights[at];
      product += weight * query[rows.words[at]];
      square += weight * weight;
    }
    // A text without words is like none.
    const cosine = product > 0 ? product / (norm * Math.sqrt(square)) : 0;
    return { item, distance: Math.max(0, 1 - cosine) };
  }).sort((a, b) => a.distance - b.distance);
}

/** The place of the first word of each text, by the rows that they are of. */
const startsOf = new WeakMap<WordRows, Float64Array>();

function startOf(rows: WordRows, item: number): number {
  let starts = startsOf.get(rows);
  if (!starts) {
    starts = new Float64Array(rows.lengths.length);
    for (let i = 1; i < starts.length; i++) starts[i] = starts[i - 1] + rows.lengths[i - 1];
    startsOf.set(rows, starts);
  }
  return starts[item];
}
