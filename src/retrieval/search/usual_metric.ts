/** The most values of a code whose direction alone says little. */
const FEW_VALUES = 3;

/** The distance by which codes of so many values are compared unless somebody chose one. */
export function usualMetric(size: number): "euclidean" | "cosine" {
  return size <= FEW_VALUES ? "euclidean" : "cosine";
}
