import type { Examples } from "./data_set.ts";
import { takeExamples } from "./take_examples.ts";

/** The first so many examples, or all where there are fewer. */
export function firstExamples(examples: Examples, count: number): Examples {
  const indices = Array.from({ length: Math.min(count, examples.count) }, (_, i) => i);
  return takeExamples(examples, indices);
}
