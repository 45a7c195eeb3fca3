import { groupBy } from "../core/lists/group_by.ts";
import { listWords } from "../core/sentences.ts";
import { formatShape } from "../core/shape.ts";
import { lossOf } from "../report/curves/loss_of.ts";
import type { ComparedRun } from "./compared_run.ts";
import { differingFields } from "./differing_fields.ts";

/** The fields of a recipe that say how values of the data become those that errors are of. */
const UNITS = ["data.scale", "data.binarize", "data.text.", "data.image", "data.layout"];

/** Sentences on all that a reader has to know before comparing the figures of runs, warnings first. */
export function comparisonRemarks(runs: readonly ComparedRun[]): string[] {
  return [
    ...inputRemarks(runs),
    ...dataRemarks(runs),
    ...lossRemarks(runs),
    ...seedRemarks(runs),
    ...stateRemarks(runs),
    ...sameRemarks(runs),
  ];
}

/** Runs by a value, in words: `a and b on mnist; c on cifar10`; empty where all have the same. */
function groups(
  runs: readonly ComparedRun[],
  { by, words }: { by: (run: ComparedRun) => string; words: (run: ComparedRun) => string },
): string {
  const grouped = [...groupBy(runs, by).values()];
  if (grouped.length < 2) return "";
  return grouped.map((group) => `${listWords(group.map(({ name }) => name))} ${words(group[0])}`)
    .join("; ");
}

function inputRemarks(runs: readonly ComparedRun[]): string[] {
  const shape = ({ config: { spec } }: ComparedRun) => formatShape(spec.inputShape);
  const apart = groups(runs, { by: shape, words: (run) => `with ${shape(run)}` });
  if (apart === "") return [];
  return [
    `The inputs are not of one shape: ${apart}. A squared error is summed over all values of an example, so ` +
    "that those of different shapes say nothing about each other.",
  ];
}

function dataRemarks(runs: readonly ComparedRun[]): string[] {
  const counts = ({ config: { data } }: ComparedRun) =>
    `${data.name} (${data.train} training and ${data.test} test examples)`;
  const apart = groups(runs, {
    by: ({ config }) => config.data.sha256,
    words: (run) => `on ${counts(run)}`,
  });
  const units = differingFields(runs).map(({ path }) => path)
    .filter((path) => UNITS.some((prefix) => path.startsWith(prefix)));
  const ofUnits = units.length === 0 ? [] : [
    `The values of the data are not made into inputs in the same way (${
      listWords(units)
    }), and errors are of ` +
    "these inputs.",
  ];
  if (apart !== "") {
    return [
      `The runs saw different data: ${apart}. Their errors are those of different examples, and a difference ` +
      "between them may be one of the data.",
      ...ofUnits,
    ];
  }
  const known = runs.filter(({ split }) => split !== undefined);
  const splits = groups(known, { by: ({ split }) => split!, words: () => "" });
  return splits === "" ? ofUnits : [
    "The data are the same, and not split in the same way: validation errors, and where the data have no test " +
    "examples of their own test errors too, are of different examples.",
    ...ofUnits,
  ];
}

function lossRemarks(runs: readonly ComparedRun[]): string[] {
  const apart = groups(runs, { by: lossOf, words: (run) => `with ${lossOf(run)}` });
  if (apart === "") return [];
  return [
    `The losses are not of one kind, and not to be compared: ${apart}. Each kind has a chart of its own; ` +
    "squared errors mean the same of all.",
  ];
}

function seedRemarks(runs: readonly ComparedRun[]): string[] {
  const seed = ({ config: { recipe } }: ComparedRun) => String(recipe.seed);
  const apart = groups(runs, { by: seed, words: (run) => `with ${seed(run)}` });
  return apart === "" ? [] : [
    `The seeds differ: ${apart}. Part of a difference between such runs is chance; several seeds of each would ` +
    "say how much.",
  ];
}

/** Remarks on the runs whose training is not over, is one of parts alone, or was not measured. */
function stateRemarks(runs: readonly ComparedRun[]): string[] {
  return runs.flatMap(({ name, directory, config, history, earlier, ...run }) => {
    const { epochs } = config.recipe.training;
    if (run.bestEpoch === undefined) {
      const done = earlier.length > 0 && history.length === 0
        ? `${earlier.length} epochs of its pre-training`
        : `${history.length} of ${epochs} epochs`;
      return [
        `${name} is not finished: it has ${done} and was not measured; "train --resume ${directory}" goes on ` +
        "with it.",
      ];
    }
    return [
      ...(run.stopped ? [`${name} was left after ${run.stopped.epochs} of ${epochs} epochs.`] : []),
      ...(epochs === 0
        ? [`${name} trains the parts of its model alone, and has no curve of the whole.`]
        : []),
      ...(run.evaluation ? [] : [`${name} was not measured; "report ${directory}" measures it.`]),
    ];
  });
}

function sameRemarks(runs: readonly ComparedRun[]): string[] {
  const twins = [...groupBy(runs, ({ weights }) => weights).entries()]
    .filter(([weights, group]) => weights !== undefined && group.length > 1);
  return twins.map(([, group]) =>
    `The weights of ${listWords(group.map(({ name }) => name))} are the same in every bit.`
  );
}
