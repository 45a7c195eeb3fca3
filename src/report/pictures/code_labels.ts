import { isClass } from "../../core/one_hot.ts";
import type { LabelOptions, LoadedAutoencoder } from "../../inference/mod.ts";
import { className } from "./choose_examples.ts";
import type { FinishedRun } from "../../runs/open_run.ts";

/**
 * The classes of codes that are of no example, for a model that depends on classes: the one that is
 * asked for, or all in turn.
 */
export function labelsOfCodes(
  { classes }: Pick<LoadedAutoencoder, "classes">,
  { count, label }: { count: number; label?: number },
): LabelOptions {
  if (classes === undefined) return {};
  return { labels: Array.from({ length: count }, (_, i) => label ?? i % classes) };
}

/** The class of each example so many times in a row, where examples have classes. */
export function repeatedLabels(
  labels: ArrayLike<number> | undefined,
  { times }: { times: number },
): LabelOptions {
  if (!labels) return {};
  return {
    labels: Array.from({ length: labels.length * times }, (_, i) => labels[Math.floor(i / times)]),
  };
}

/**
 * The class of a run's model that a name or a number stands for. Throws a RangeError, one sentence, for
 * a model that does without classes and for one that knows no such class.
 */
export function modelClass(
  name: string,
  { directory, config, model: { plan } }: FinishedRun,
): number {
  const { classes } = plan;
  if (classes === undefined) {
    throw new RangeError(
      `Cannot generate class ${name} with ${directory}: its model does not depend on classes`,
    );
  }
  const names = Array.from({ length: classes }, (_, i) => className(i, config.data.classes));
  const found = names.includes(name) ? names.indexOf(name) : Number(name);
  if (isClass(found, { classes })) return found;
  throw new RangeError(
    `Cannot generate class ${name} with ${directory}: expected one of ${names.join(", ")}`,
  );
}
