import type { DenseExamples, Examples } from "./data_set.ts";
import { takeExamples } from "./take_examples.ts";

/** The first so many examples, or all where there are fewer. */
export function firstExamples(examples: DenseExamples, count: number): DenseExamples;
/** The same for examples of which some may be held as sparse rows. */
export function firstExamples(examples: Examples, count: number): Examples;
export function firstExamples(examples: Examples, count: number): Examples {
  const indices = Array.from({ length: Math.min(count, examples.count) }, (_, i) => i);
  return takeExamples(examples, indices);
}
