import type { NdArray } from "../core/nd_array.ts";
import { isClass, oneHot } from "../core/one_hot.ts";

/** The labels of a run, and what a model expects of them. */
export interface LabelRequest {
  /** The verb of the caller, for errors: "encode". */
  readonly what: string;
  /** The number of examples. */
  readonly count: number;
  /** The number of classes that the model is told; absent where it does without. */
  readonly classes: number | undefined;
}

/**
 * Classes as rows [B, classes] for a model that depends on them, none for one that does not.
 *
 * Throws a TypeError for labels that are missing, and a RangeError for another count and for a label
 * that is no class.
 */
export function labelRows(
  labels: ArrayLike<number> | undefined,
  { what, count, classes }: LabelRequest,
): NdArray | undefined {
  if (classes === undefined) return undefined;
  if (labels === undefined) {
    throw new TypeError(
      `Cannot ${what} without labels: the model depends on the class of each example, one of ` +
        `${classes}`,
    );
  }
  if (labels.length !== count) {
    throw new RangeError(
      `Cannot ${what} ${count} examples with ${labels.length} labels: expected one for each`,
    );
  }
  const wrong = Array.from(labels).find((label) => !isClass(label, { classes }));
  if (wrong !== undefined) {
    throw new RangeError(
      `Cannot ${what} with the label ${wrong}: the model knows the classes 0 to ${classes - 1}`,
    );
  }
  return { shape: [count, classes], values: oneHot(labels, { classes }) };
}
