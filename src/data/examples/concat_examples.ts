import { formatShape, sameShape } from "../../core/shape.ts";
import type { Examples } from "./data_set.ts";

/**
 * The examples of several files as one; labels, names, lengths and quotes stay where all have them.
 *
 * Throws a RangeError when there are none, or when their shapes or kinds of values differ.
 */
export function concatExamples(parts: readonly Examples[]): Examples {
  if (parts.length === 0) throw new RangeError("Cannot join no examples: expected at least one");
  const [first] = parts;
  const total = parts.reduce((sum, { values }) => sum + values.length, 0);
  const values = first.values instanceof Uint8Array
    ? new Uint8Array(total)
    : new Float32Array(total);
  const labels: number[] = [];
  let offset = 0;
  for (const part of parts) {
    if (
      !sameShape(part.shape, first.shape) ||
      part.values instanceof Uint8Array !== first.values instanceof Uint8Array
    ) {
      throw new RangeError(
        `Cannot join examples of shape ${formatShape(first.shape)} and ${
          formatShape(part.shape)
        }: expected one shape, and bytes or floats throughout`,
      );
    }
    values.set(part.values, offset);
    offset += part.values.length;
    for (const label of part.labels ?? []) labels.push(label);
  }
  return {
    shape: first.shape,
    count: parts.reduce((sum, { count }) => sum + count, 0),
    values,
    ...(parts.every((part) => part.labels) && { labels: Int32Array.from(labels) }),
    ...(parts.every((part) => part.ids) && { ids: parts.flatMap(({ ids }) => ids ?? []) }),
    ...(parts.every((part) => part.lengths) && {
      lengths: Uint32Array.from(parts.flatMap(({ lengths }) => [...lengths ?? []])),
    }),
    ...(parts.every((part) => part.quotes) && {
      quotes: parts.flatMap(({ quotes }) => quotes ?? []),
    }),
  };
}
