import type { Examples } from "../../data/mod.ts";

/** The classes that examples are of, in order; none without labels. */
export function classesOf({ labels }: Pick<Examples, "labels">): number[] {
  return [...new Set(labels ?? [])].sort((a, b) => a - b);
}

/** What a class is called: its name where it has one, or else its number. */
export function className(label: number, classes?: readonly string[]): string {
  return classes?.[label] ?? String(label);
}

/**
 * The label of the class that a name or a number stands for. Throws a RangeError, one sentence, where
 * examples have no labels and where none is of that class.
 */
export function classLabel(
  name: string,
  { examples, classes }: { examples: Examples; classes?: readonly string[] },
): number {
  const labels = classesOf(examples);
  if (labels.length === 0) {
    throw new RangeError(
      `Cannot find examples of class ${name}: the data has no labels, choose examples by number`,
    );
  }
  const found = labels.find((label) => className(label, classes) === name) ??
    labels.find((label) => String(label) === name);
  if (found !== undefined) return found;
  throw new RangeError(
    `Cannot find examples of class ${name}: expected one of ${
      labels.map((label) => className(label, classes)).join(", ")
    }`,
  );
}

/** The indices of the examples of a class. */
export function ofClass({ labels = new Int32Array() }: Examples, label: number): number[] {
  const indices: number[] = [];
  labels.forEach((other, i) => {
    if (other === label) indices.push(i);
  });
  return indices;
}

/**
 * Pairs of examples: of the first class and the second, of the third and the fourth, and around again
 * with the next examples of each. Of all classes unless some are chosen, and side by side without any.
 */
export function pairsOfClasses(
  examples: Examples,
  { rows, labels = classesOf(examples) }: { rows: number; labels?: readonly number[] },
): [number, number][] {
  const groups = labels.length > 0
    ? [...new Set(labels)].map((label) => ofClass(examples, label))
    : [Array.from({ length: Math.min(examples.count, 2 * rows) }, (_, i) => i)];
  const taken = groups.map(() => 0);
  const next = (turn: number) => {
    const group = turn % groups.length;
    return groups[group][taken[group]++ % groups[group].length];
  };
  return Array.from({ length: rows }, (_, row) => [next(2 * row), next(2 * row + 1)]);
}
