import type { MachineSpec } from "../boltzmann/mod.ts";
import type { Examples } from "../data/mod.ts";
import type { StageOptions } from "./stage_options.ts";

/** The data that training examples are of. */
export interface CheckedData {
  readonly name: string;
  /** The names of their classes; absent where they have none. */
  readonly classes?: readonly string[] | undefined;
}

/** Throws a RangeError, one sentence, for label units in a stage that does not train the top layer. */
export function checkPlaces(options: readonly StageOptions[], layers: number): void {
  for (const stage of options) {
    const isLabelled = stage.train === "machines" && stage.classes !== undefined;
    if (!isLabelled || !stage.layers || stage.layers.includes(layers)) continue;
    throw new RangeError(
      `Cannot give label units to hidden layer ${
        stage.layers.join(", ")
      }: they stand beside the top ` +
        `machine alone, hidden layer ${layers}`,
    );
  }
}

/** Throws a RangeError, one sentence, for label units beside a machine that has no free energy for them. */
export function checkUnits(layer: number, { visible, hidden: { units } }: MachineSpec): void {
  if (visible.units !== "bernoulli") {
    throw new RangeError(
      `Cannot give label units to hidden layer ${layer}, a machine of ${visible.units} visible units: they ` +
        "stand beside Bernoulli ones, give the model a layer of sigmoid units below",
    );
  }
  if (units === "bernoulli") return;
  throw new RangeError(
    `Cannot give label units to hidden layer ${layer}, of ${units} units: a free energy for each class ` +
      "takes Bernoulli ones, give its layer the activation sigmoid",
  );
}

/** Throws a RangeError, one sentence, for examples whose labels are not so many classes. */
export function checkLabels(
  { labels }: Examples,
  units: number,
  { name, classes }: CheckedData,
): void {
  if (!labels) {
    throw new RangeError(
      `Cannot train ${units} label units on ${name}: its examples have no labels, leave "classes" out`,
    );
  }
  const count = classes?.length ?? labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  if (count === units) return;
  throw new RangeError(
    `Cannot train ${units} label units on ${name}: its examples have ${count} classes, set "classes" to ` +
      `${count}`,
  );
}
