import { basename, resolve } from "@std/path";
import { wordsOfName } from "../../core/sentences.ts";
import { element, type Markup } from "../../plots/element.ts";
import type { Reference, Series } from "../../plots/line_chart.ts";
import type { EpochMetrics } from "../../training/mod.ts";
import type { CurvedRun } from "../curves/curved_run.ts";
import { curvesOfRuns } from "../curves/curves_of_runs.ts";
import { readCurvedRun } from "../curves/read_curved_run.ts";
import { epochFigure } from "../markup/curve_figure.ts";
import type { Section } from "./section.ts";
import { methodErrors } from "./test_error.ts";

/** The epochs of a training. */
export interface Training {
  readonly history: readonly EpochMetrics[];
  /** The epochs of the stages before it. */
  readonly earlier: readonly EpochMetrics[];
  /** The epoch whose parameters were kept. */
  readonly bestEpoch: number;
  /** The squared errors of other methods, to compare those of the epochs with. */
  readonly others: readonly Reference[];
  /** The epochs of the run and of those that it is shown beside, itself first; absent where it is alone. */
  readonly runs?: readonly CurvedRun[];
}

/** The curves of a training. */
export const training: Section<Training> = {
  title: "Training",
  place: 5,
  async gather(context) {
    const { history, earlier, run: { bestEpoch, directory, config }, beside } = context;
    if (history.length + earlier.length === 0) return undefined;
    const others = methodErrors(context).slice(1).map(({ name, squaredError }) => ({
      label: `${name}, test examples`,
      y: squaredError,
    }));
    const directories = beside.flatMap(({ directory }) => directory ?? []);
    if (directories.length === 0) return { history, earlier, bestEpoch, others };
    const own = { name: basename(resolve(directory)), config, history, earlier };
    const runs = [own, ...await Promise.all(directories.map(readCurvedRun))];
    return { history, earlier, bestEpoch, others, runs };
  },
  draw(training) {
    const charts = (figures: readonly Markup[]) => element("div", { class: "charts" }, figures);
    const own = charts(trainingFigures(training)), { runs } = training;
    if (!runs) return own;
    const curves = curvesOfRuns(runs).filter(({ chart }) => chart.series.length > 1);
    return [
      own,
      element("h3", {}, "Beside other runs"),
      charts(curves.map(({ caption, chart }) => epochFigure(caption, chart))),
    ];
  },
};

/** The curves of the epochs of a training: of an autoencoder, or of a classifier on one. */
export function trainingFigures({ history, earlier, bestEpoch, others }: Training): Markup[] {
  return [
    ...stageFigures(earlier),
    ...(history.length > 0
      ? [
        ...lossFigures(history, bestEpoch),
        ...costFigures(history),
        ...errorFigures(history, others),
        ...accuracyFigures(history),
        ...rateFigures(history),
      ]
      : []),
  ];
}

/** The loss of each stage of the pre-training, where there was one. */
function stageFigures(earlier: readonly EpochMetrics[]): Markup[] {
  const stages = [...new Set(earlier.map(({ stage }) => stage))];
  if (stages.length === 0) return [];
  const names = new Set(earlier.flatMap(({ figures = {} }) => Object.keys(figures)));
  const byStage = (value: (epoch: EpochMetrics) => number | undefined) =>
    stages.map((stage) =>
      curve(earlier.filter((epoch) => epoch.stage === stage), `stage ${stage}`, value)
    )
      .filter(({ points }) => points.length > 0);
  return [
    epochFigure("The loss of each stage, on its own inputs.", {
      title: "Loss of the stages by epoch",
      yLabel: "loss",
      series: byStage(({ trainingLoss }) => trainingLoss),
    }),
    ...[...names].map((name) =>
      epochFigure(`The ${wordsOfName(name)} of each stage that is a Boltzmann machine.`, {
        title: `${wordsOfName(name)} of the stages by epoch`,
        yLabel: wordsOfName(name),
        series: byStage(({ figures }) => figures?.[name]),
      })
    ),
  ];
}

/** The loss, and its terms where it has several. */
function lossFigures(history: readonly EpochMetrics[], bestEpoch: number): Markup[] {
  const training = curve(history, "training", ({ trainingLoss }) => trainingLoss);
  const validation = curve(history, "validation", ({ validationLoss }) => validationLoss);
  const reconstruction = curve(history, "training", ({ reconstructionLoss }) => reconstructionLoss);
  const penalties = new Set(history.flatMap(({ penalties = {} }) => Object.keys(penalties)));
  return [
    epochFigure(`The loss of each epoch. The parameters of epoch ${bestEpoch} were kept.`, {
      title: "Loss by epoch",
      yLabel: "loss",
      series: validation.points.length > 0 ? [training, validation] : [training],
    }),
    ...(reconstruction.points.length > 0
      ? [epochFigure("The part of the reconstruction in the loss.", {
        title: "Reconstruction loss by epoch",
        yLabel: "loss",
        series: [reconstruction],
      })]
      : []),
    ...[...penalties].map((name) =>
      epochFigure(`The penalty ${name}, before its coefficient.`, {
        title: `${name} by epoch`,
        yLabel: name,
        series: [curve(history, "training", ({ penalties }) => penalties?.[name])],
      })
    ),
  ];
}

/** The costs that a loss is the sum of, such as those of denoising in a ladder network, where there are some. */
function costFigures(history: readonly EpochMetrics[]): Markup[] {
  const names = new Set(history.flatMap(({ figures = {} }) => Object.keys(figures)));
  if (names.size === 0) return [];
  return [epochFigure("The costs that the loss is the sum of, with their weights.", {
    title: "Costs by epoch",
    yLabel: "cost",
    series: Array.from(
      names,
      (name) => curve(history, wordsOfName(name), ({ figures }) => figures?.[name]),
    ),
  })];
}

/** The error on validation examples, where there are any. */
function errorFigures(history: readonly EpochMetrics[], others: readonly Reference[]): Markup[] {
  const errors = curve(history, "validation", ({ validationError }) => validationError);
  if (errors.points.length === 0) return [];
  return [epochFigure("The squared error summed over each validation example.", {
    title: "Squared error on the validation examples by epoch",
    yLabel: "squared error",
    series: [errors],
    references: others,
  })];
}

/** The share of validation examples that a classifier gets right, where there are any. */
function accuracyFigures(history: readonly EpochMetrics[]): Markup[] {
  const shares = curve(history, "validation", ({ validationAccuracy }) => validationAccuracy);
  if (shares.points.length === 0) return [];
  return [epochFigure("The share of the validation examples that are put into their class.", {
    title: "Accuracy on the validation examples by epoch",
    yLabel: "accuracy",
    series: [shares],
    logY: false,
  })];
}

/** The learning rate, where it changed. */
function rateFigures(history: readonly EpochMetrics[]): Markup[] {
  if (new Set(history.map(({ learningRate }) => learningRate)).size === 1) return [];
  return [epochFigure("The learning rate at the end of each epoch.", {
    title: "Learning rate by epoch",
    yLabel: "learning rate",
    series: [curve(history, "learning rate", ({ learningRate }) => learningRate)],
    logY: false,
  })];
}

function curve(
  history: readonly EpochMetrics[],
  label: string,
  value: (epoch: EpochMetrics) => number | undefined,
): Series {
  const points = history.flatMap((metrics) => {
    const y = value(metrics);
    return y === undefined ? [] : [[metrics.epoch, y] as const];
  });
  return { label, points };
}
