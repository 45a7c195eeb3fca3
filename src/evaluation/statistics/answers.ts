import type { NdArray } from "../../core/nd_array.ts";
import { formatShape } from "../../core/shape.ts";
import { isClass } from "../../core/one_hot.ts";

/** The probabilities that a classifier gives examples, and the classes that these are of. */
export interface ClassPredictions {
  /** [N, classes] */
  readonly probabilities: NdArray;
  /** The class of each example, from 0. */
  readonly labels: ArrayLike<number>;
}

/** The answers of a classifier, one for each example. */
export interface Answers {
  /** The most probable class, the first of equal ones. */
  readonly classes: Int32Array;
  /** Its probability. */
  readonly confidences: Float64Array;
  /** True where it is the class of the example. */
  readonly isRight: readonly boolean[];
}

/**
 * The answers that probabilities stand for.
 *
 * Throws a RangeError for no examples, for labels that are no class or not one for each example, and for
 * a probability that is no number.
 */
export function answersOf({ probabilities: { shape, values }, labels }: ClassPredictions): Answers {
  const [count, size] = shape;
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot measure a classifier: ${why}`);
  };
  if (shape.length !== 2) {
    refuse(`its probabilities have shape ${formatShape(shape)}, expected [examples, classes]`);
  }
  if (count === 0) refuse("there are no examples, expected at least one");
  if (labels.length !== count) {
    refuse(`there are ${labels.length} labels for ${count} examples, expected one for each`);
  }
  const classes = new Int32Array(count), confidences = new Float64Array(count);
  for (let example = 0; example < count; example++) {
    if (!isClass(labels[example], { classes: size })) {
      refuse(`example ${example} is of class ${labels[example]}, expected one below ${size}`);
    }
    const row = values.subarray(example * size, (example + 1) * size);
    if (row.some(Number.isNaN)) refuse(`a probability of example ${example} is no number`);
    confidences[example] = row.reduce((most, value) => Math.max(most, value));
    classes[example] = row.indexOf(confidences[example]);
  }
  return {
    classes,
    confidences,
    isRight: Array.from(classes, (label, example) => label === labels[example]),
  };
}
