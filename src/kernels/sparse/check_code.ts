import { formatShape, sameShape, sizeOf } from "../../core/shape.ts";
import { checkTensors } from "../heap/check_tensors.ts";
import { pointer, routines } from "../heap/heap.ts";
import type { SparseCode } from "./top_k.ts";

/**
 * Checks that a code's indices are int32 and its values float32, both of the same two axes, and
 * that the indices are in [0, size).
 *
 * `action` completes "Cannot …" in the TypeError or RangeError that it throws otherwise.
 */
export function checkCode(action: string, { indices, values, size }: SparseCode): void {
  checkTensors(action, { values });
  if (indices.dtype !== "int32") {
    throw new TypeError(
      `Cannot ${action}: indices is of type ${indices.dtype}, expected int32`,
    );
  }
  if (!sameShape(indices.shape, values.shape) || values.rank !== 2) {
    throw new RangeError(
      `Cannot ${action}: indices has shape ${formatShape(indices.shape)} and values ${
        formatShape(values.shape)
      }, expected the same two axes`,
    );
  }
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
