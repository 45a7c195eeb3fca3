import type { Nearest } from "../../retrieval/mod.ts";
import { fillProbabilities } from "./bandwidth.ts";

/** The nearness of points to each other: a sparse symmetric matrix of probabilities of pairs, row by row. */
export interface Affinities {
  /** The number of points. */
  readonly count: number;
  /** The place in `items` and `weights` behind the entries of each point [N]: whole fours of them. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /** The other point of each entry; of those that fill up four, the point itself. */
  readonly items: Uint32Array<ArrayBuffer>;
  /** The probabilities, all of which come to 1; 0 of those that fill up four. */
  readonly weights: Float32Array<ArrayBuffer>;
}

/**
 * The affinities (p(j|i) + p(i|j)) / 2 N of points to each other, from the neighbours of each: p(j|i) is that of
 * a normal distribution around point i whose width makes the perplexity the one asked for, from 1 up (van der
 * Maaten and Hinton, "Visualizing data using t-SNE", 2008), over its neighbours alone (van der Maaten,
 * "Accelerating t-SNE using tree-based algorithms", 2014).
 */
export function affinitiesOf(
  { count: near, items: neighbours, distances }: Nearest,
  { perplexity, neighbours: taken }: { readonly perplexity: number; readonly neighbours: number },
): Affinities {
  const count = neighbours.length / near;
  const probabilities = new Float64Array(count * taken), incoming = new Uint32Array(count + 1);
  const squares = new Float64Array(taken);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < taken; j++) {
      squares[j] = distances[i * near + j] ** 2;
      incoming[neighbours[i * near + j] + 1]++;
    }
    fillProbabilities(squares, probabilities.subarray(i * taken, (i + 1) * taken), perplexity);
  }
  for (let i = 0; i < count; i++) incoming[i + 1] += incoming[i];
  // The entries that name a point, by the points that they belong to.
  const named = new Uint32Array(count * taken), next = incoming.slice();
  for (let entry = 0; entry < count * taken; entry++) {
    const i = Math.floor(entry / taken), j = neighbours[i * near + entry % taken];
    named[next[j]++] = entry;
  }
  const most = 2 * count * taken + 3 * count;
  const items = new Uint32Array(most), weights = new Float64Array(most);
  const ends = new Uint32Array(count), placeOf = new Int32Array(count).fill(-1);
  let end = 0;
  for (let i = 0; i < count; i++) {
    const start = end;
    for (let j = 0; j < taken; j++, end++) {
      items[end] = neighbours[i * near + j];
      weights[end] = probabilities[i * taken + j];
      placeOf[items[end]] = end;
    }
    for (let at = incoming[i]; at < incoming[i + 1]; at++) {
      const j = Math.floor(named[at] / taken);
      if (placeOf[j] < start) {
        items[end] = j;
        placeOf[j] = end++;
      }
      weights[placeOf[j]] += probabilities[named[at]];
    }
    while (end % 4 !== 0) items[end++] = i;
    ends[i] = end;
  }
  return {
    ...{ count, ends, items: items.slice(0, end) },
    weights: Float32Array.from(weights.subarray(0, end), (weight) => weight / (2 * count)),
  };
}
