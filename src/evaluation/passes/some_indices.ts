import type { Rng } from "../../core/rng.ts";

/** Indices of at most so many examples, drawn without replacement: files may be sorted by class. */
export function someIndices(
  count: number,
  { most, rng }: { most: number; rng: Rng },
): Uint32Array {
  if (count <= most) return Uint32Array.from({ length: count }, (_, i) => i);
  return rng.permutation(count).subarray(0, most);
}
