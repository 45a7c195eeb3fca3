import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type Examples, gatherBatch, unitRows } from "../../data/mod.ts";
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

/** The inputs of two sides, of which only some are rows of all their values at a time. */
export interface InputSides {
  readonly items: Examples;
  readonly queries: Examples;
}

/** Something to rank items by: rows, and the distance of two of them. */
export interface Ranking {
  readonly sides: Sides | InputSides;
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

/** The items whose inputs are rows of all their values at a time. */
const BATCH_SIZE = 1000;

/**
 * The figures of queries [Q, D] that rank all items [N, D] by a distance, an item being relevant where it has
 * the label of the query; of equally far items the expected ones. A query whose class no item has counts as
 * one that finds nothing. Needs the backend.
 */
export function rankingFigures(
  { sides, metric, second }: Ranking,
  { labels, asked }: { labels: Int32Array; asked: Int32Array },
): RankingFigures {
  const count = countOf(sides.items), all = countOf(sides.queries);
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

/** The number of the rows of one side. */
function countOf(side: NdArray | Examples): number {
  return "count" in side ? side.count : side.shape[0];
}

/** The distances of some queries, from one on, to all items [queries, N], for as long as they are wanted. */
interface Distances {
  of(from: number, many: number): Float32Array;
  dispose(): void;
}

function distances({ sides, metric }: Omit<Ranking, "second">): Distances {
  return isOfInputs(sides) ? distancesOfInputs(sides, metric) : distancesOfRows(sides, metric);
}

/** True for sides that are inputs. */
export function isOfInputs(sides: Sides | InputSides): sides is InputSides {
  return "count" in sides.items;
}

/** The distances of inputs, which are products of few values where most are 0, as those of texts. */
function distancesOfInputs(sides: InputSides, metric: Ranking["metric"]): Distances {
  const isCosine = metric === "cosine", size = sizeOf(sides.items.shape);
  const items = isCosine ? unitRows(sides.items) : sides.items;
  const queries = isCosine ? unitRows(sides.queries) : sides.queries;
  return {
    of(from, many) {
      const part = gatherBatch(queries, Array.from({ length: many }, (_, i) => from + i));
      const asked = tf.tidy(() => tf.transpose(tf.tensor2d(part, [many, size])));
      const found = new Float32Array(many * items.count);
      for (const { from: first, count, values: inputs } of consecutiveBatches(items, BATCH_SIZE)) {
        const computed = tf.tidy(() => {
          const x = tf.tensor2d(inputs, [count, size]);
          const products = tf.transpose(tf.matMul(x, asked)) as tf.Tensor2D;
          return fromProducts(products, x, { metric, size });
        });
        const values = computed.dataSync<"float32">();
        computed.dispose();
        for (let query = 0; query < many; query++) {
          const own = values.subarray(query * count, (query + 1) * count);
          found.set(own, query * items.count + first);
        }
      }
      asked.dispose();
      return found;
    },
    dispose() {},
  };
}

function distancesOfRows({ items, queries }: Sides, metric: Ranking["metric"]): Distances {
  const [count, size] = items.shape;
  const placed = tf.tidy(() => prepared(tf.tensor2d(items.values, [count, size]), metric));
  return {
    of(from: number, many: number) {
      const part = queries.values.subarray(from * size, (from + many) * size);
      const computed = tf.tidy(() =>
        fromProducts(
          tf.matMul(prepared(tf.tensor2d(part, [many, size]), metric), placed, false, true),
          placed,
          { metric, size },
        )
      );
      const values = computed.dataSync<"float32">();
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

/** The distances [Q, N], or what rises with them, by the products of all queries with items [N, D]. */
function fromProducts(
  products: tf.Tensor2D,
  items: tf.Tensor2D,
  { metric, size }: { metric: string; size: number },
): tf.Tensor2D {
  // Bits that differ: whole numbers, so that equally far items are seen to be.
  if (metric === "hamming") return tf.mul(tf.sub(size, products), 0.5);
  if (metric === "cosine") return tf.mul(products, -1);
  const norms = tf.reshape(tf.sum(tf.square(items), 1), [1, -1]);
  return tf.sub(norms, tf.mul(products, 2));
}
