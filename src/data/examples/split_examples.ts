import type { Rng } from "../../core/rng.ts";
import type { DenseExamples, Examples } from "./data_set.ts";
import { takeExamples } from "./take_examples.ts";

/**
 * Holds out examples drawn without replacement: `[rest, heldOut]`, each in the order of the file.
 *
 * `heldOut` below 1 is a fraction (rounded to whole examples), otherwise a count. Throws a
 * RangeError when that would leave either part empty.
 *
 * @example
 * ```ts
 * import { createRng, splitExamples, strokes } from "isthmus";
 *
 * const [train, validation] = splitExamples(strokes(50, createRng(0)), 0.2, { rng: createRng(1) });
 * assertEquals([train.count, validation.count], [40, 10]);
 * ```
 */
export function splitExamples(
  examples: DenseExamples,
  heldOut: number,
  { rng }: { rng: Rng },
): [rest: DenseExamples, heldOut: DenseExamples];
/** The same for examples of which some may be held as sparse rows. */
export function splitExamples(
  examples: Examples,
  heldOut: number,
  { rng }: { rng: Rng },
): [rest: Examples, heldOut: Examples];
export function splitExamples(
  examples: Examples,
  heldOut: number,
  { rng }: { rng: Rng },
): [rest: Examples, heldOut: Examples] {
  const { count } = examples;
  const chosen = heldOut < 1 ? Math.round(count * heldOut) : heldOut;
  if (!(Number.isInteger(chosen) && chosen > 0 && chosen < count)) {
    throw new RangeError(
      `Cannot hold out ${heldOut} of ${count} examples: expected a fraction or a count that leaves some on both sides`,
    );
  }
  const order = rng.permutation(count);
  return [
    takeExamples(examples, order.subarray(chosen).sort()),
    takeExamples(examples, order.subarray(0, chosen).sort()),
  ];
}
