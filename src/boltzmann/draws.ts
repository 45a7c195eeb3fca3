import type { Rng } from "../core/rng.ts";

/** Streams of random numbers, one for each row, read from where the last draw ended. */
export interface Draws {
  /** The stream of a row. */
  readonly streams: (row: number) => Rng;
  /** The counter of the next number of each. */
  counter: number;
}

/** The streams of so many rows, `rng.fork(first + row)`, from their start. */
export function drawsOf(rng: Rng, rows: number, first = 0): Draws {
  const streams = Array.from({ length: rows }, (_, row) => rng.fork(first + row));
  return { streams: (row) => streams[row], counter: 0 };
}

/** The next `count` numbers of each stream, as kernels take them. */
export function take(
  draws: Draws,
  count: number,
): { streams: (row: number) => Rng; firstCounter: number } {
  const firstCounter = draws.counter;
  // Each counter gives four numbers.
  draws.counter += Math.ceil(count / 4);
  return { streams: draws.streams, firstCounter };
}
