import { inScratch } from "../heap/threads/control.ts";
import { rangesOf } from "../heap/threads/ranges_of.ts";
import { shareWork } from "../heap/threads/share_work.ts";

/** The operations for each value that is looked at: fewer than one, as sixteen are compared at once. */
const OPERATIONS = 2;

/**
 * The `k` largest values of each row of x [rows, columns] and their columns, to values [rows, k] and indices
 * [rows, k], all by their places, in the order of `topK`. Gives the first row that holds a NaN, past which
 * nothing may be read, or −1.
 */
export function largestOfRows(
  { x, rows, columns }: { readonly x: number; readonly rows: number; readonly columns: number },
  { k, rectified, indices, values }: {
    readonly k: number;
    readonly rectified: boolean;
    readonly indices: number;
    readonly values: number;
  },
): number {
  let ranges = rangesOf(rows, { parts: 1, step: 1 });
  const found = shareWork({
    kind: "top k",
    operations: OPERATIONS * rows * columns,
    scratchBytes: 8 * k,
    parts(count) {
      ranges = rangesOf(rows, { parts: count, step: 1 });
      return ranges.map(({ from, size }) => [[
        ...["topK", x + 4 * from * columns, size, columns, k, Number(rectified)] as const,
        ...[inScratch(0), indices + 4 * from * k, values + 4 * from * k],
      ]]);
    },
  });
  const part = found.findIndex((row) => row >= 0);
  return part < 0 ? -1 : ranges[part].from + found[part];
}
