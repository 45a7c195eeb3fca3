import type { Nearest } from "../retrieval/mod.ts";

/**
 * The number of points whose neighbours these are. Throws a RangeError, one sentence, for fewer than three, for
 * lists of other lengths, for numbers of no point and for distances that are none.
 */
export function checkNeighbours({ count, items, distances }: Nearest): number {
  const all = items.length / count;
  if (!Number.isSafeInteger(all) || distances.length !== items.length) {
    throw new RangeError(
      `Cannot map points with ${items.length} neighbours and ${distances.length} distances: expected ` +
        `${count} of both for each`,
    );
  }
  if (all < 3) throw new RangeError(`Cannot map ${all} points: expected at least three`);
  const bad = distances.findIndex((distance) => !(distance >= 0 && distance < Infinity));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot map points at a distance of ${distances[bad]}, of point ${
        Math.floor(bad / count)
      }: expected numbers from 0 up`,
    );
  }
  const foreign = items.findIndex((item, i) => item >= all || item === Math.floor(i / count));
  if (foreign >= 0) {
    throw new RangeError(
      `Cannot map points with point ${items[foreign]} as a neighbour of point ${
        Math.floor(foreign / count)
      }: expected others of ${all} points`,
    );
  }
  return all;
}
