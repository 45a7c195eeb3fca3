import { basename } from "@std/path";
import { className, isChosen } from "../data/mod.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import type { NamedExamples } from "../runs/run_data.ts";

/** The word for every class that a run was not trained on. */
export const REST = "rest";

/**
 * The examples of the classes that are the anomalies: 1 for each of them, 0 for the others.
 *
 * The classes come as their names with commas, or as "rest" for those that the run was not trained on.
 * Throws a RangeError, one sentence, for examples without labels, for a name that is of no class, with
 * those that are, and where all examples are anomalies or none is.
 */
export function anomaliesAmong(
  run: FinishedRun,
  on: NamedExamples,
  text: string,
): Uint8Array<ArrayBuffer> {
  const { name, examples: { labels, count }, classes } = on;
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot find the anomalies ${text} in ${basename(name)}: ${why}`);
  };
  if (!labels) return refuse("its examples have no labels; leave --anomaly out");
  const present = classesOf(on);
  const known = [...new Set([...classes ?? [], ...present])];
  const isTrained = trainedClasses(run);
  const isRest = text === REST && !known.includes(text);
  if (isRest && !isTrained) {
    refuse("the run does not say which classes it was trained on; name the anomalies");
  }
  const wanted = isRest
    ? known.filter((each) => !isTrained!(each))
    : known.includes(text)
    ? [text]
    : text.split(",").map((each) => each.trim());
  const unknown = wanted.filter((each) => !known.includes(each));
  if (unknown.length > 0) {
    refuse(
      `it has no ${unknown.length === 1 ? "class" : "classes"} ${
        unknown.join(", ")
      }; expected some of ${
        known.join(", ")
      }, or ${REST} for those that the run was not trained on`,
    );
  }
  const anomalies = Uint8Array.from(
    labels,
    (label) => wanted.includes(className(classes, label)) ? 1 : 0,
  );
  const total = anomalies.reduce((sum, each) => sum + each, 0);
  if (total === 0 || total === count) {
    refuse(
      `${
        total === 0 ? "none" : "each"
      } of its examples is of those classes, and nothing is told apart; it has ${
        present.join(", ")
      }, name other anomalies, or other data with --data`,
    );
  }
  return anomalies;
}

/** The names of the classes that examples are of. */
export function classesOf({ examples: { labels }, classes }: NamedExamples): string[] {
  return [...new Set(labels)].sort((a, b) => a - b).map((label) => className(classes, label));
}

/** The question whether a run was trained on a class of this name; undefined where it does not say. */
function trainedClasses(
  { config: { data: { classes }, recipe } }: FinishedRun,
): ((name: string) => boolean) | undefined {
  const choice = recipe.data.classes;
  if (!choice) return classes && ((name) => classes.includes(name));
  return (name) => isChosen(choice, name) && (classes?.includes(name) ?? true);
}
