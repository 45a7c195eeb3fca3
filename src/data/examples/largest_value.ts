import type { Examples } from "./data_set.ts";
import { heldValues } from "./sparse/dense_examples.ts";

/** The largest value of the examples as the model sees them, whatever its sign. */
export function largestValue(examples: Examples): number {
  const values = heldValues(examples);
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return values instanceof Uint8Array ? largest / 255 : largest;
}
