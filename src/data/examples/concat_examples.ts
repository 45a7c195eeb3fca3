import { formatShape, sameShape } from "../../core/shape.ts";
import { joinSparseRows } from "./sparse/sparse_rows.ts";
import type { Examples } from "./data_set.ts";
import { isDense } from "./sparse/dense_examples.ts";

/**
 * The examples of several files as one; labels, names, lengths and quotes stay where all have them.
 *
 * Throws a RangeError when there are none, or when their shapes or kinds of values differ.
 */
export function concatExamples(parts: readonly Examples[]): Examples {
  if (parts.length === 0) throw new RangeError("Cannot join no examples: expected at least one");
  const [first] = parts;
  const labels: number[] = [];
  for (const part of parts) {
    if (
      !sameShape(part.shape, first.shape) ||
      kindOf(part.values) !== kindOf(first.values)
    ) {
      throw new RangeError(
        `Cannot join examples of shape ${formatShape(first.shape)} and ${
          formatShape(part.shape)
        }: expected one shape, and bytes, floats or sparse rows throughout`,
      );
    }
    for (const label of part.labels ?? []) labels.push(label);
  }
  return {
    shape: first.shape,
    count: parts.reduce((sum, { count }) => sum + count, 0),
    values: joinValues(parts.map(({ values }) => values)),
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

function kindOf(values: Examples["values"]): "bytes" | "floats" | "sparse" {
  return values instanceof Uint8Array ? "bytes" : isDense(values) ? "floats" : "sparse";
}

/** The values of parts of one kind. */
function joinValues(parts: readonly Examples["values"][]): Examples["values"] {
  const dense = parts.filter(isDense);
  if (dense.length === 0) {
    return joinSparseRows(parts.flatMap((part) => isDense(part) ? [] : part));
  }
  const total = dense.reduce((sum, { length }) => sum + length, 0);
  const values = dense[0] instanceof Uint8Array ? new Uint8Array(total) : new Float32Array(total);
  let offset = 0;
  for (const part of dense) {
    values.set(part, offset);
    offset += part.length;
  }
  return values;
}
