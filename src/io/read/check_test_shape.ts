import type { DataSet } from "../../data/mod.ts";

/** Names for the two parts of a data set in errors. */
export interface PartNames {
  readonly train: string;
  readonly test?: string;
}

/** The names of the parts of a data set whose reader gives none. */
export function partNames(nameOrPath: string): PartNames {
  return {
    train: `the training examples of ${nameOrPath}`,
    test: `the test examples of ${nameOrPath}`,
  };
}

/**
 * Checks that the test examples have the shape of the training examples. Throws a RangeError that names
 * both where they have not.
 */
export function checkTestShape({ train, test }: DataSet, names: PartNames): void {
  if (test === undefined || String(train.shape) === String(test.shape)) return;
  throw new RangeError(
    `Cannot test on ${names.test ?? "the test examples"}: examples of ${
      sizes(test.shape)
    } do not fit those of ${
      sizes(train.shape)
    } in ${names.train}; bring both to one size, or leave the test examples out`,
  );
}

/** A shape in words: `28 × 28` for grey images, `28 × 28 × 3`, `12 values`. */
function sizes(shape: readonly number[]): string {
  if (shape.length === 1) return `${shape[0]} values`;
  return (shape.length === 3 && shape[2] === 1 ? shape.slice(0, 2) : shape).join(" × ");
}
