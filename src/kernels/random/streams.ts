import type { TensorInfo } from "@tensorflow/tfjs";
import type { Rng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { pointer, routines, scratchPointer } from "../heap/heap.ts";

/**
 * The source of a tensor's random numbers: one stream for all of it, or a stream for each index
 * of its first axis, so that the numbers of an example are the same in whatever batch it stands.
 *
 * Kernels read a stream from its start, whatever has been drawn from it, and take nothing from it:
 * different numbers need a different stream (`rng.fork(label)`).
 */
export type Streams = Rng | ((example: number) => Rng);

/** The place in their streams where the numbers start. */
export interface StreamOptions {
  /** The counter of the first number, an integer from 0 (the start); each counter gives four. */
  readonly firstCounter?: number;
}

/** A run of values to write, as the routines of random numbers take it. */
export interface StreamRun {
  readonly key0: number;
  readonly key1: number;
  readonly first: number;
  readonly count: number;
  readonly scratch: number;
  readonly out: number;
}

/** Calls `write` for each part of a tensor that has a stream of its own. */
export function writeStreams(
  tensor: TensorInfo,
  { streams, firstCounter: first = 0 }: StreamOptions & { readonly streams: Streams },
  write: (run: StreamRun) => void,
): void {
  if (!Number.isSafeInteger(first) || first < 0) {
    throw new RangeError(
      `Cannot draw from counter ${first}: expected an integer from 0 to 2^53 - 1`,
    );
  }
  const size = sizeOf(tensor.shape), whole = typeof streams !== "function";
  const rows = whole ? 1 : tensor.shape[0] ?? 1, count = size / Math.max(rows, 1);
  const scratch = scratchPointer(routines().randomScratch()), start = pointer(tensor);
  for (let row = 0; row < rows; row++) {
    const [key0, key1] = (whole ? streams : streams(row)).key;
    write({ key0, key1, first, count, scratch, out: start + row * count * 4 });
  }
}
