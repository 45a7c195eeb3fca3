import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../core/nd_array.ts";
import {
  expectedAveragePrecision,
  precisionAt,
  precisionAtRecall,
  rankGroups,
  twoStageGroups,
} from "../../retrieval/mod.ts";

/** The rows of two sides: of the items [N, D] and of the queries [Q, D]. */
export interface Sides {
  readonly items: NdArray;
  readonly queries: NdArray;
}

/** Something to rank items by: rows, and the distance of two of them. */
export interface Ranking {
  readonly sides: Sides;
  /** "hamming" is of values −1 and 1. */
  readonly metric: "euclidean" | "cosine" | "hamming";
  /** The distance that the first items are sorted by, in a second stage. */
  readonly second?: Omit<Ranking, "second"> & { readonly shortlist: number };
}

/** The mean figures of the rankings of some queries. */
export interface RankingFigures {
  /** Precision at these ranks. */
  readonly precision: readonly AtRank[];
  /** The mean of the average precision, and the same of the first 1,000. */
  readonly meanAveragePrecision: number;
  readonly meanAveragePrecisionAt1000: number;
  /** Precision where these shares of what is relevant are found. */
  readonly curve: readonly AtRecall[];
}

/** The precision at a rank. */
export interface AtRank {
  readonly rank: number;
  readonly precision: number;
}

/** The precision at a recall. */
export interface AtRecall {
  readonly recall: number;
  readonly precision: number;
}

/** The ranks and the shares that precision is measured at. */
const RANKS = [1, 10, 100];
const RECALLS = [
  0.001,
  0.002,
  0.005,
  0.01,
  0.02,
  0.05,
  0.1,
  0.2,
  0.3,
  0.4,
  0.5,
  0.6,
  0.7,
  0.8,
  0.9,
  1,
];
const DEPTH = 1000;

/** The values that the distances of some queries may take at once. */
const AT_ONCE = 2 ** 22;

/**
 * The figures of queries [Q, D] that rank all items [N, D] by a distance, an item being relevant where it has
 * the label of the query; of equally far items the expected ones. A query whose class no item has counts as
 * one that finds nothing. Needs the backend.
 */
export function rankingFigures(
  { sides, metric, second }: Ranking,
  { labels, asked }: { labels: Int32Array; asked: Int32Array },
): RankingFigures {
  const [count] = sides.items.shape, [all] = sides.queries.shape;
  const sums = {
    ranks: RANKS.map(() => 0),
    recalls: RECALLS.map(() => 0),
    average: 0,
    first: 0,
  };
  const rows = Math.max(1, Math.floor(AT_ONCE / count));
  const first = distances({ sides, metric });
  const next = second && distances(second);
  for (let from = 0; from < all; from += rows) {
    const many = Math.min(rows, all - from);
    const near = first.of(from, many), sorted = next?.of(from, many);
    for (let row = 0; row < many; row++) {
      const label = asked[from + row];
      const isRelevant = (item: number) => labels[item] === label;
      const own = near.subarray(row * count, (row + 1) * count);
      const ranking = second && sorted
        ? twoStageGroups({
          first: own,
          second: sorted.subarray(row * count, (row + 1) * count),
          shortlist: second.shortlist,
        }, isRelevant)
        : rankGroups(own, isRelevant);
      RANKS.forEach((rank, i) => sums.ranks[i] += precisionAt(ranking, rank));
      RECALLS.forEach((recall, i) => sums.recalls[i] += precisionAtRecall(ranking, recall));
      sums.average += expectedAveragePrecision(ranking);
      sums.first += expectedAveragePrecision(ranking, { depth: DEPTH });
    }
  }
  first.dispose();
  next?.dispose();
  return {
    precision: RANKS.map((rank, i) => ({ rank, precision: sums.ranks[i] / all })),
    meanAveragePrecision: sums.average / all,
    meanAveragePrecisionAt1000: sums.first / all,
    curve: RECALLS.map((recall, i) => ({ recall, precision: sums.recalls[i] / all })),
  };
}

/** The distances of some queries, from one on, to all items [queries, N], for as long as they are wanted. */
function distances({ sides: { items, queries }, metric }: Omit<Ranking, "second">) {
  const [count, size] = items.shape;
  const placed = tf.tidy(() => prepared(tf.tensor2d(items.values, [count, size]), metric));
  return {
    of(from: number, many: number) {
      const part = queries.values.subarray(from * size, (from + many) * size);
      const computed = tf.tidy(() =>
        distancesOf(prepared(tf.tensor2d(part, [many, size]), metric), placed, { metric, size })
      );
      const values = computed.dataSync();
      computed.dispose();
      return values;
    },
    dispose: () => placed.dispose(),
  };
}

/** Rows of norm 1 for cosines; rows of zeros, and those of other metrics, as they are. */
function prepared(x: tf.Tensor2D, metric: string): tf.Tensor2D {
  if (metric !== "cosine") return x;
  const norms = tf.sqrt(tf.sum(tf.square(x), 1, true));
  return tf.div(x, tf.maximum(norms, 1e-30));
}

/** The distances [Q, N], or what rises with them. */
function distancesOf(
  queries: tf.Tensor2D,
  items: tf.Tensor2D,
  { metric, size }: { metric: string; size: number },
): tf.Tensor2D {
  const products = tf.matMul(queries, items, false, true);
  // Bits that differ: whole numbers, so that equally far items are seen to be.
  if (metric === "hamming") return tf.mul(tf.sub(size, products), 0.5);
  if (metric === "cosine") return tf.mul(products, -1);
  const norms = tf.reshape(tf.sum(tf.square(items), 1), [1, -1]);
  return tf.sub(norms, tf.mul(products, 2));
}
