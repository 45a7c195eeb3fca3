import type { TensorSpec } from "../protocol/tensor_spec.ts";
import { sizeOf } from "../../core/shape.ts";
import type { RunRows } from "./create_batcher.ts";
import { cutRows, padRows, type Rows, sameBits } from "./rows.ts";

/**
 * The batches in which the answer for a row has the same bits whatever stands beside it: of any size from
 * two rows up, of one size alone, or none.
 */
export type RowRule = "any" | "fixed" | "none";

/** The fewest rows that ever run: engines multiply a single row by a path of its own. */
export const LEAST_ROWS = 2;

/** All sizes up to this are tried: products go by tiles of rows, and what is left over of them. */
const TRIED = 24;

/** The rows that a rule adds to a batch, so that it holds. */
export function steadyRun(
  run: RunRows,
  { rule, maxRows }: { rule: RowRule; maxRows: number },
): RunRows {
  const least = rule === "fixed" ? maxRows : LEAST_ROWS;
  return async (rows) => cutRows(await run(padRows(rows, least)), 0, rows.rows);
}

/**
 * Finds by trying which rule holds of a model on this machine: `example` draws rows for it. Kernels are
 * chosen by the number of rows, so that a sum may be taken in another order; whether it is depends on the
 * engine, on its version and on the processor.
 */
export async function findRowRule(
  run: RunRows,
  { maxRows, draw }: { maxRows: number; draw: (rows: number) => Rows },
): Promise<RowRule> {
  const rows = draw(Math.max(LEAST_ROWS, maxRows));
  for (const rule of ["any", "fixed"] as const) {
    if (await holds(steadyRun(run, { rule, maxRows }), rows)) return rule;
  }
  return "none";
}

/** True where each row of batches of several sizes has the bits that it has alone. */
async function holds(run: RunRows, { rows, values }: Rows): Promise<boolean> {
  const all = { rows, values };
  const sizes = Array.from({ length: Math.min(rows, TRIED) }, (_, i) => i + 1);
  if (rows > TRIED) sizes.push(rows - 1, rows);
  // Some rows alone, which also stand in other places of the batches.
  const places = [...new Set([0, 1, rows >> 1, rows - 1])];
  const alone = new Map<number, Rows>();
  for (const at of places) alone.set(at, await run(cutRows(all, at, at + 1)));
  for (const size of sizes) {
    for (const start of [0, rows - size]) {
      const answer = await run(cutRows(all, start, start + size));
      for (const [at, expected] of alone) {
        if (at < start || at >= start + size) continue;
        if (!sameBits(cutRows(answer, at - start, at - start + 1), expected)) return false;
      }
    }
  }
  return true;
}

/** Rows for the inputs of a model: numbers in [0, 1), and 0 for whole numbers. */
export function drawRows(
  inputs: readonly TensorSpec[],
  uniform: () => number,
): (rows: number) => Rows {
  return (rows) => ({
    rows,
    values: Object.fromEntries(inputs.map(({ name, datatype, shape }) => {
      const size = rows * sizeOf(shape);
      return [
        name,
        datatype === "FP32"
          ? Float32Array.from({ length: size }, uniform)
          : new BigInt64Array(size),
      ];
    })),
  });
}
