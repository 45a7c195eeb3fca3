import { basename } from "@std/path";
import type { DataSet, Examples } from "../data_set.ts";
import { takeExamples } from "../take_examples.ts";

/** The classes to take, or those to leave, by their names. */
export type ClassChoice = { readonly take: readonly string[] } | {
  readonly leave: readonly string[];
};

/** The name of a class: that of the data, or else its number. */
export function className(classes: readonly string[] | undefined, label: number): string {
  return classes?.[label] ?? String(label);
}

/** True where a choice has a class of this name in it. */
export function isChosen(choice: ClassChoice, name: string): boolean {
  return "take" in choice ? choice.take.includes(name) : !choice.leave.includes(name);
}

/**
 * The examples of some classes; labels go on to index the names of all.
 *
 * Throws a RangeError, one sentence, for data without labels, for names that are of no class, with those
 * that are, and where no example is left to train or to test on.
 */
export function restrictClasses(data: DataSet, choice: ClassChoice): DataSet {
  const { classes, train, test } = data;
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot choose classes of ${basename(data.name)}: ${why}`);
  };
  if (!train.labels || (test && !test.labels)) {
    return refuse(
      "its examples have no labels; of a table name their column with data.labelColumn, or leave data.classes out",
    );
  }
  const known = classes ?? numbersIn([train, ...(test ? [test] : [])]);
  const unknown = ("take" in choice ? choice.take : choice.leave)
    .filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    return refuse(
      `${
        unknown.length === 1 ? `${unknown[0]} is none` : `${unknown.join(", ")} are none`
      } of them; expected some of ${known.join(", ")}`,
    );
  }
  const restrict = (examples: Examples, part: string): Examples => {
    const rows = [...examples.labels!.keys()]
      .filter((row) => isChosen(choice, className(classes, examples.labels![row])));
    if (rows.length === 0) refuse(`data.classes leaves no ${part} examples; choose others`);
    return takeExamples(examples, rows);
  };
  return {
    ...data,
    train: restrict(train, "training"),
    ...(test && { test: restrict(test, "test") }),
  };
}

/** The labels of examples, which stand for themselves. */
function numbersIn(parts: readonly Examples[]): string[] {
  const numbers = new Set(parts.flatMap(({ labels }) => [...labels!]));
  return [...numbers].sort((a, b) => a - b).map(String);
}
