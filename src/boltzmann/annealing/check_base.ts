import type { NdArray } from "../../core/nd_array.ts";
import { formatShape } from "../../core/shape.ts";
import type { MachineSpec } from "../spec.ts";

/** Throws a RangeError for base biases of another number than the visible units. */
export function checkBase({ shape, values }: NdArray, { visible }: MachineSpec): void {
  if (values.length === visible.size) return;
  throw new RangeError(
    `Cannot anneal from biases ${
      formatShape(shape)
    }: expected ${visible.size}, one for each visible unit`,
  );
}
