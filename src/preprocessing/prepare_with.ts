import { applyScaling } from "../core/preprocessor/scaling.ts";
import { sizeOf } from "../core/shape.ts";
import type { NumbersOf, Preprocessor } from "./raw_example.ts";
import type { RunPreprocessor } from "./run_preprocessor.ts";

/** The preprocessor of a run, for examples of the kinds that `numbersOf` knows. */
export function prepareWith(numbersOf: NumbersOf, config: RunPreprocessor): Preprocessor {
  const { inputShape, threshold, scaling } = config, size = sizeOf(inputShape);
  return {
    async prepare(examples) {
      const values = new Float32Array(examples.length * size);
      for (const [i, example] of examples.entries()) {
        values.set(await numbersOf(example, config, i + 1), i * size);
      }
      const binary = threshold === undefined
        ? values
        : values.map((value) => value >= threshold ? 1 : 0);
      return {
        shape: [examples.length, ...inputShape],
        values: scaling ? applyScaling(binary, scaling) : binary,
      };
    },
  };
}
