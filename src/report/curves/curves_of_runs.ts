import { groupBy } from "../../core/lists/group_by.ts";
import { formatShape } from "../../core/shape.ts";
import { wordsOfName } from "../../core/sentences.ts";
import type { LineChart, Series } from "../../plots/line_chart.ts";
import type { EpochMetrics } from "../../training/mod.ts";
import type { CurvedRun } from "./curved_run.ts";
import { lossOf } from "./loss_of.ts";

/** Curves of runs over one another, and a sentence below them. */
export interface CurvesOfRuns {
  readonly caption: string;
  readonly chart: Omit<LineChart, "xLabel">;
}

/** A value of an epoch that runs are compared by. */
interface Value {
  readonly title: string;
  readonly yLabel: string;
  readonly caption: string;
  readonly of: (epoch: EpochMetrics) => number | undefined;
  /** The epochs of a run that have it: those of the whole model unless given. */
  readonly epochs?: (run: CurvedRun) => readonly EpochMetrics[];
  /** The kind of runs that share a chart, in words; all share one unless given. */
  readonly kind?: (run: CurvedRun) => string;
  readonly logY?: boolean;
}

/** The curves of all that the epochs of some runs hold, a chart for each value of each kind that is to be compared. */
export function curvesOfRuns(runs: readonly CurvedRun[]): CurvesOfRuns[] {
  return [
    ...VALUES.flatMap((value) => chartsOf(value, runs)),
    ...ratesOf(runs),
    ...stagesOf(runs),
    ...CLASSIFIER_VALUES.flatMap((value) => chartsOf(value, runs)),
  ];
}

const VALUES: readonly Value[] = [
  {
    title: "Squared error on the validation examples by epoch",
    yLabel: "squared error",
    caption: "The squared error summed over each validation example.",
    of: ({ validationError }) => validationError,
    kind: ({ config: { spec } }) => `inputs of shape ${formatShape(spec.inputShape)}`,
  },
  {
    title: "Validation loss by epoch",
    yLabel: "validation loss",
    caption: "The loss on the validation examples.",
    of: ({ validationLoss }) => validationLoss,
    kind: lossOf,
  },
  {
    title: "Training loss by epoch",
    yLabel: "training loss",
    caption: "The loss on the training examples.",
    of: ({ trainingLoss }) => trainingLoss,
    kind: lossOf,
  },
];

const CLASSIFIER_VALUES: readonly Value[] = [
  {
    title: "Accuracy of the classifiers by epoch",
    yLabel: "accuracy",
    caption:
      "The share of the validation examples that the classifier of each run puts into their class.",
    of: ({ validationAccuracy }) => validationAccuracy,
    epochs: (run) => wholeOf(run.classifier?.history ?? []),
    logY: false,
  },
  {
    title: "Training loss of the classifiers by epoch",
    yLabel: "training loss",
    caption: "The loss of the classifiers on their labelled examples.",
    of: ({ trainingLoss }) => trainingLoss,
    epochs: (run) => wholeOf(run.classifier?.history ?? []),
    kind: (run) => run.classifier?.recipe.ladder ? "ladder networks" : "cross-entropy",
  },
];

function wholeOf(history: readonly EpochMetrics[]): EpochMetrics[] {
  return history.filter(({ stage }) => stage === undefined);
}

/** The charts of a value, one for each kind of runs; a run without the value is on none. */
function chartsOf(
  { of, epochs = ({ history }) => history, kind = () => "", ...value }: Value,
  runs: readonly CurvedRun[],
): CurvesOfRuns[] {
  const curves = runs.map((run, look): Series & { readonly kind: string } => ({
    label: run.name,
    look,
    kind: kind(run),
    points: epochs(run).flatMap((metrics) => {
      const y = of(metrics);
      return y === undefined ? [] : [[metrics.epoch, y] as const];
    }),
  })).filter(({ points }) => points.length > 0);
  const kinds = groupBy(curves, ({ kind }) => kind);
  const apart = kinds.size > 1;
  return Array.from(kinds, ([kind, curves]) => ({
    caption: apart ? `${value.caption} Of runs with ${kind}.` : value.caption,
    chart: {
      title: apart ? `${value.title}, ${kind}` : value.title,
      yLabel: value.yLabel,
      series: curves.map(({ kind: _, ...series }) => series),
      ...(value.logY !== undefined && { logY: value.logY }),
    },
  }));
}

/** The learning rates, where they are not the same all along in all runs. */
function ratesOf(runs: readonly CurvedRun[]): CurvesOfRuns[] {
  const rates = new Set(runs.flatMap(({ history }) => history).map((epoch) => epoch.learningRate));
  if (rates.size < 2) return [];
  return chartsOf({
    title: "Learning rate by epoch",
    yLabel: "learning rate",
    caption: "The learning rate at the end of each epoch.",
    of: ({ learningRate }) => learningRate,
    logY: false,
  }, runs);
}

/** The loss and the figures of each stage of pre-training: of machines apart from those of autoencoders. */
function stagesOf(runs: readonly CurvedRun[]): CurvesOfRuns[] {
  const earlier = runs.flatMap((run) => run.earlier);
  const stages = [...new Set(earlier.map(({ stage }) => stage!))].sort((a, b) => a - b);
  return stages.flatMap((stage) => {
    const epochs = (run: CurvedRun) => run.earlier.filter((epoch) => epoch.stage === stage);
    const names = new Set(
      earlier.filter((epoch) => epoch.stage === stage)
        .flatMap(({ figures = {} }) => Object.keys(figures)),
    );
    const isMachine = (run: CurvedRun) => epochs(run).some(({ figures }) => figures);
    return [
      ...chartsOf({
        title: `Loss of stage ${stage} by epoch`,
        yLabel: "loss",
        caption: `The loss of stage ${stage} of the pre-training, on its own inputs.`,
        of: ({ trainingLoss }) => trainingLoss,
        epochs,
        kind: (run) => isMachine(run) ? "Boltzmann machines" : "autoencoders",
      }, runs),
      ...[...names].flatMap((name) =>
        chartsOf({
          title: `${wordsOfName(name)} of stage ${stage} by epoch`,
          yLabel: wordsOfName(name),
          caption: `The ${wordsOfName(name)} of the Boltzmann machine of stage ${stage}.`,
          of: ({ figures }) => figures?.[name],
          epochs,
          logY: false,
        }, runs)
      ),
    ];
  });
}
