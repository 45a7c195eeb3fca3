import * as tf from "@tensorflow/tfjs";
import { formatShape, sizeOf } from "../../core/shape.ts";
import { checkFloats } from "../heap/check_tensors.ts";
import { allocate, pointer, routines, scratchPointer } from "../heap/heap.ts";

/** The order of the operands, and what is added to each row. */
export interface StatesProduct {
  readonly transposeStates?: boolean;
  readonly transposeTable?: boolean;
  /** Added to every row [N]. */
  readonly bias?: tf.Tensor;
}

/**
 * S T + bias [M, N] for states S [M, K] of 0 and 1 and a table T [K, N], or their transposes where the
 * options say so: sums of those rows of T whose state is 1, so that states of which a fifth are 1 cost a
 * fifth. Any state that is not 0 counts as 1.
 *
 * Throws a TypeError for another type than float32, a RangeError for shapes that do not fit.
 */
export function multiplyStates(
  states: tf.Tensor,
  table: tf.Tensor,
  { transposeStates = false, transposeTable = false, bias }: StatesProduct = {},
): tf.Tensor2D {
  checkFloats("multiply states", { states, table, ...(bias && { bias }) });
  const [rows, depth] = axes(states, transposeStates);
  const [tableDepth, columns] = axes(table, transposeTable);
  if (depth !== tableDepth || states.rank !== 2 || table.rank !== 2) {
    throw new RangeError(
      `Cannot multiply states ${formatShape(states.shape)} by ${
        formatShape(table.shape)
      }: expected matrices with equal inner axes`,
    );
  }
  if (bias && sizeOf(bias.shape) !== columns) {
    throw new RangeError(
      `Cannot add a bias ${formatShape(bias.shape)} to rows of ${columns} values: expected as many`,
    );
  }
  const out = allocate([rows, columns]), { multiplyStates, statesScratch } = routines();
  const scratch = scratchPointer(statesScratch(rows, depth));
  multiplyStates(
    pointer(states),
    rows,
    depth,
    transposeStates,
    pointer(table),
    columns,
    transposeTable,
    bias ? pointer(bias) : 0,
    scratch,
    pointer(out),
  );
  return tf.engine().makeTensorFromTensorInfo(out) as tf.Tensor2D;
}

function axes({ shape }: tf.Tensor, isTransposed: boolean): readonly number[] {
  return isTransposed ? shape.toReversed() : shape;
}
