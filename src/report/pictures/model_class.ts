import { isClass } from "../../core/one_hot.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { className } from "../../data/mod.ts";

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
  const names = Array.from({ length: classes }, (_, i) => className(config.data.classes, i));
  const found = names.includes(name) ? names.indexOf(name) : Number(name);
  if (isClass(found, { classes })) return found;
  throw new RangeError(
    `Cannot generate class ${name} with ${directory}: expected one of ${names.join(", ")}`,
  );
}
