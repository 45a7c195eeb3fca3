import { oneHot } from "../../../core/one_hot.ts";
import type { Examples } from "../data_set.ts";

/**
 * The classes of chosen examples [B, classes], row-major: 1 for the own class, 0 for the others.
 *
 * Throws a TypeError for examples without labels, and a RangeError for a label that is no class.
 */
export function classRows(
  { labels }: Pick<Examples, "labels">,
  { indices, classes }: { indices: ArrayLike<number>; classes: number },
): Float32Array<ArrayBuffer> {
  if (!labels) throw new TypeError("Cannot tell the classes of examples without labels");
  return oneHot(Array.from(indices, (index) => labels[index]), { classes });
}
