import type { Examples } from "./data_set.ts";

/** What a value must reach to become 1. */
export const BINARY_THRESHOLD = 0.5;

/** Examples of two values: 1 where a value is ½ or more, 0 where it is less; bytes stay bytes. */
export function binarize(examples: Examples): Examples {
  const { values } = examples;
  return {
    ...examples,
    values: values instanceof Uint8Array
      ? values.map((byte) => byte / 255 >= BINARY_THRESHOLD ? 255 : 0)
      : values.map((value) => value >= BINARY_THRESHOLD ? 1 : 0),
  };
}
