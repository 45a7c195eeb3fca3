import type { NdArray } from "../core/nd_array.ts";
/**
 * The error of a training that left the finite numbers: says at which step, and what to try.
 *
 * `what` is the loss, or the path of the parameter, that is not finite; `step` counts from 1.
 */
export function divergence(
  what: string,
  { step, learningRate }: { step: number; learningRate: number },
): RangeError {
  return new RangeError(
    `Training diverged at step ${step}: the ${what} is no longer a finite number; try a lower learning rate (it was ${
      learningRate.toPrecision(3)
    }) or clip the gradient (training.clipNorm)`,
  );
}

/** Throws the same for the first array with a value that is no finite number. */
export function assertFinite(
  arrays: Readonly<Record<string, NdArray>>,
  position: { step: number; learningRate: number },
): void {
  for (const [path, { values }] of Object.entries(arrays)) {
    if (!values.every(Number.isFinite)) throw divergence(path, position);
  }
}
