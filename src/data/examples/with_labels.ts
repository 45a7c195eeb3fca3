import type { Examples } from "./data_set.ts";

/**
 * The examples with a class for each; `name` is how errors call the labels.
 *
 * Throws a RangeError when the counts differ, or when a label is negative or, where the classes are
 * known, not below `classCount`.
 */
export function withLabels<E extends Examples>(
  examples: E,
  labels: Int32Array<ArrayBuffer>,
  { name, classCount = Infinity }: { name: string; classCount?: number },
): E & { readonly labels: Int32Array<ArrayBuffer> } {
  if (labels.length !== examples.count) {
    throw new RangeError(
      `Cannot label ${examples.count} examples with the ${labels.length} labels of ${name}: expected one for each`,
    );
  }
  const bad = labels.findIndex((label) => label < 0 || label >= classCount);
  if (bad >= 0) {
    throw new RangeError(
      `Cannot use label ${labels[bad]} of example ${bad} in ${name}: expected ${
        classCount === Infinity ? "0 or more" : `0 to ${classCount - 1}`
      }`,
    );
  }
  return { ...examples, labels };
}
