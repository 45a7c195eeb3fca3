import { className, type Examples } from "../../data/mod.ts";

/** The classes that examples are of, in order; none without labels. */
export function classesOf({ labels }: Pick<Examples, "labels">): number[] {
  return [...new Set(labels ?? [])].sort((a, b) => a - b);
}

/** The name of the class of each example, where they have labels. */
export function classNames(
  { labels }: { readonly labels?: ArrayLike<number> },
  classes?: readonly string[],
): string[] | undefined {
  return labels && Array.from(labels, (label) => className(classes, label));
}

/**
 * The label of the class that a name or a number stands for. Throws a RangeError, one sentence, where
 * examples have no labels and where none is of that class.
 */
export function classLabel(
  name: string,
  { examples, classes }: { examples: Examples; classes?: readonly string[] | undefined },
): number {
  const labels = classesOf(examples);
  if (labels.length === 0) {
    throw new RangeError(
      `Cannot find examples of class ${name}: the data has no labels, choose examples by number`,
    );
  }
  const found = labels.find((label) => className(classes, label) === name) ??
    labels.find((label) => String(label) === name);
  if (found !== undefined) return found;
  throw new RangeError(
    `Cannot find examples of class ${name}: expected one of ${
      labels.map((label) => className(classes, label)).join(", ")
    }`,
  );
}

/** The indices of the examples of a class. */
export function indicesOfClass({ labels = new Int32Array() }: Examples, label: number): number[] {
  const indices: number[] = [];
  labels.forEach((other, i) => {
    if (other === label) indices.push(i);
  });
  return indices;
}
