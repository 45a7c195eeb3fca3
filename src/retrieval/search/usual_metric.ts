/** The most values of a code whose direction alone says little. */
const FEW_VALUES = 3;

/**
 * The distance by which codes of so many values are compared unless somebody chose one.
 *
 * @example
 * ```ts
 * import { usualMetric } from "isthmus/retrieval";
 *
 * assertEquals([usualMetric(2), usualMetric(30)], ["euclidean", "cosine"]);
 * ```
 */
export function usualMetric(size: number): "euclidean" | "cosine" {
  return size <= FEW_VALUES ? "euclidean" : "cosine";
}
