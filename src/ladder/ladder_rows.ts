import type { Rng } from "../core/rng.ts";

/** The number of examples of each kind, and the rows of a step that are asked for. */
export interface RowCounts {
  readonly count: number;
  readonly batchSize: number;
}

/**
 * The steps of an epoch over so many unlabelled examples: as few as the batch size allows, of at least two
 * rows each, as fewer have no deviation.
 */
export function stepsPerEpoch({ count, batchSize }: RowCounts): number {
  return Math.min(Math.ceil(count / batchSize), Math.floor(count / 2));
}

/** The rows of an epoch's order that a step, counted from 0, takes: all steps differ by one row at most. */
export function unlabelledRows(
  order: Uint32Array<ArrayBuffer>,
  { step, steps }: { step: number; steps: number },
): Uint32Array<ArrayBuffer> {
  const from = Math.floor(order.length * step / steps);
  return order.subarray(from, Math.floor(order.length * (step + 1) / steps));
}

/**
 * The labelled rows of a step, counted from 0 over the whole training: the next ones of passes over all
 * labelled examples, each in an order of its own; every one, where there are no more than a step takes.
 */
export function labelledRows(
  step: number,
  { count, batchSize, rng }: RowCounts & { readonly rng: Rng },
): Uint32Array<ArrayBuffer> {
  if (count <= batchSize) return Uint32Array.from({ length: count }, (_, i) => i);
  const rows = new Uint32Array(batchSize), first = step * batchSize;
  let pass = -1, order = rows;
  for (let i = 0; i < batchSize; i++) {
    const current = Math.floor((first + i) / count);
    if (current !== pass) order = rng.fork(current).permutation(count);
    pass = current;
    rows[i] = order[(first + i) % count];
  }
  return rows;
}
