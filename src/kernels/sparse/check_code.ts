import { sizeOf } from "../../core/shape.ts";
import { checkPositions } from "../heap/check_tensors.ts";
import { pointer, routines } from "../heap/heap.ts";
import type { SparseCode } from "./top_k.ts";

/**
 * Checks that a code's indices are int32 and its values float32, both of the same two axes, and
 * that the indices are in [0, size).
 *
 * `action` completes "Cannot …" in the TypeError or RangeError that it throws otherwise.
 */
export function checkCode(action: string, { indices, values, size }: SparseCode): void {
  checkPositions(action, { indices, values }, { positions: "indices", axes: "two" });
  if (!Number.isInteger(size) || size < 0) {
    throw new RangeError(`Cannot ${action}: its size is ${size}, expected a whole number`);
  }
  const bad = routines().firstOutside(pointer(indices), sizeOf(indices.shape), size);
  if (bad >= 0) {
    throw new RangeError(
      `Cannot ${action}: index ${indices.dataSync()[bad]} in row ${
        Math.floor(bad / indices.shape[1])
      } is outside a code of ${size} entries, which are counted from 0`,
    );
  }
}
