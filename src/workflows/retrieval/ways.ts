import { type NdArray, ndArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import type { Examples } from "../../data/mod.ts";
import type { Ranking, Sides } from "./ranking_figures.ts";

/** Something to rank the training examples by, with the words for it. */
export interface Way extends Ranking {
  /** `codes of 10 values, cosine` */
  readonly name: string;
}

/** The examples that are compared, and how. */
export interface WaysInput {
  readonly items: Examples;
  readonly queries: Examples;
  /** The codes [N, C] and [Q, C] of both. */
  readonly codes: Sides;
  /** The distance of real codes. */
  readonly metric: "euclidean" | "cosine";
  /** The threshold of bits of codes. */
  readonly threshold: number;
  /** True where values are of the words of texts. */
  readonly isText: boolean;
  /** The numbers of values that PCA or latent semantic analysis is given, besides that of the codes. */
  readonly sizes: readonly number[];
  /** The items of a shortlist that a second stage sorts. */
  readonly shortlist: number;
  /** The stream of random hyperplanes and rotations. */
  readonly rng: Rng;
}

/** The fewest values of a code that are worth making bits of. */
export const FEWEST_BITS = 8;

/** The rows that a function makes of the examples of both sides. */
export function sidesOf(
  { items, queries }: Pick<WaysInput, "items" | "queries">,
  of: (examples: Examples) => NdArray,
): Sides {
  return { items: of(items), queries: of(queries) };
}

/** The rows that a function makes of those of both sides. */
export function mapSides({ items, queries }: Sides, of: (array: NdArray) => NdArray): Sides {
  return { items: of(items), queries: of(queries) };
}

/** Rows less a row. */
export function less({ shape, values }: NdArray, row: ArrayLike<number>): NdArray {
  return ndArray(shape, values.map((value, i) => value - row[i % shape[1]]));
}
