import { formatDuration } from "../core/format_duration.ts";
import { errorColumns } from "../evaluation/record/evaluation_table.ts";
import { formatNumber } from "../plots/format_number.ts";
import type { ComparedRun } from "./compared_run.ts";

/** A figure of each run, in the order of the runs; what a run has not is undefined. */
export interface ComparedFigure {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  format(value: number): string;
}

const four = (value: number) => formatNumber(value, { digits: 4 });
const whole = (value: number) => value.toLocaleString("en");

/** A figure of a run, its name, and the words for a value of it. */
type Figure = readonly [
  name: string,
  format: (value: number) => string,
  of: (run: ComparedRun) => number | undefined,
];

/** The figures that some run has, each with a value for every run. */
function figures(runs: readonly ComparedRun[], all: readonly Figure[]): ComparedFigure[] {
  return all.map(([name, format, of]) => ({ name, format, values: runs.map(of) }))
    .filter(({ values }) => values.some((value) => value !== undefined));
}

/** The errors of runs: of training and validation examples, and on the test examples. */
export function comparedErrors(runs: readonly ComparedRun[]): ComparedFigure[] {
  const measured = runs.flatMap(({ evaluation }) => evaluation ? [evaluation.autoencoder] : []);
  const [, ...others] = errorColumns(measured);
  return figures(runs, [
    ["training", four, ({ errors }) => errors.train],
    ["validation", four, ({ errors }) => errors.validation],
    ["test", four, ({ evaluation }) => evaluation?.autoencoder.squaredError],
    ["PCA, test", four, ({ evaluation }) => evaluation?.pca?.squaredError],
    ...others.map(({ name, error }): Figure => [
      `${name}, test`,
      four,
      ({ evaluation }) => evaluation?.autoencoder[error],
    ]),
    [
      "classifier, right",
      (share) => `${(100 * share).toFixed(2)} %`,
      ({ classifier }) => classifier?.test.accuracy,
    ],
  ]);
}

/** The sizes of runs: of their models, codes and files, and the time that training took. */
export function comparedSizes(runs: readonly ComparedRun[]): ComparedFigure[] {
  const names = [...new Set(runs.flatMap(({ onnx }) => Object.keys(onnx)))];
  return figures(runs, [
    ["parameters", whole, ({ parameters }) => parameters],
    ["code size", whole, ({ codeSize }) => codeSize],
    ...names.map((name): Figure => [
      `bytes of ONNX, ${name}`,
      whole,
      ({ onnx }) => onnx[name],
    ]),
    ["epochs", whole, ({ history }) => history.length],
    ["best epoch", whole, ({ bestEpoch }) => bestEpoch],
    ["training time", formatDuration, ({ evaluation }) => evaluation?.seconds],
  ]);
}
