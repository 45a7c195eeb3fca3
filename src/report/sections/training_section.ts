import { asMarkup, type Content, element, type Markup } from "../../plots/element.ts";
import { type LineChart, lineChart, type Series } from "../../plots/line_chart.ts";
import type { Report, ReportEpoch } from "./report.ts";

/** The curves of a training. */
export function trainingSection({ history, methods, bestEpoch }: Report): Content {
  if (history.length === 0) return [];
  const training = curve(history, "training", ({ trainingLoss }) => trainingLoss);
  const validation = curve(history, "validation", ({ validationLoss }) => validationLoss);
  const errors = curve(history, "validation", ({ validationError }) => validationError);
  const rates = curve(history, "learning rate", ({ learningRate }) => learningRate);
  const kept = bestEpoch === undefined ? "" : ` The parameters of epoch ${bestEpoch} were kept.`;
  const charts = [
    figure(`The loss of each epoch.${kept}`, {
      title: "Loss by epoch",
      yLabel: "loss",
      series: validation.points.length > 0 ? [training, validation] : [training],
    }),
  ];
  const reconstruction = curve(history, "training", ({ reconstructionLoss }) => reconstructionLoss);
  if (reconstruction.points.length > 0) {
    charts.push(figure("The part of the reconstruction in the loss.", {
      title: "Reconstruction loss by epoch",
      yLabel: "loss",
      series: [reconstruction],
    }));
  }
  for (const name of new Set(history.flatMap(({ penalties = {} }) => Object.keys(penalties)))) {
    charts.push(figure(`The penalty ${name}, before its coefficient.`, {
      title: `${name} by epoch`,
      yLabel: name,
      series: [curve(history, "training", ({ penalties }) => penalties?.[name])],
    }));
  }
  if (errors.points.length > 0) {
    charts.push(figure("The squared error summed over each validation example.", {
      title: "Squared error on the validation examples by epoch",
      yLabel: "squared error",
      series: [errors],
      references: methods.slice(1).map(({ name, squaredError }) => ({
        label: `${name}, test examples`,
        y: squaredError,
      })),
    }));
  }
  if (new Set(rates.points.map(([, rate]) => rate)).size > 1) {
    charts.push(figure("The learning rate at the end of each epoch.", {
      title: "Learning rate by epoch",
      yLabel: "learning rate",
      series: [rates],
      logY: false,
    }));
  }
  return element(
    "section",
    {},
    element("h2", {}, "Training"),
    element("div", { class: "charts" }, charts),
  );
}

function curve(
  history: readonly ReportEpoch[],
  label: string,
  value: (epoch: ReportEpoch) => number | undefined,
): Series {
  const points = history.flatMap((metrics) => {
    const y = value(metrics);
    return y === undefined ? [] : [[metrics.epoch, y] as const];
  });
  return { label, points };
}

function figure(caption: string, chart: Omit<LineChart, "xLabel">): Markup {
  const drawing = lineChart({ xLabel: "epoch", logY: isWide(chart), ...chart });
  return element("figure", {}, asMarkup(drawing), element("figcaption", {}, caption));
}

/** True where a linear axis would crush the smaller values. */
function isWide({ series, references = [] }: Omit<LineChart, "xLabel">): boolean {
  const values = [
    ...series.flatMap(({ points }) => points.map(([, y]) => y)),
    ...references.map(({ y }) => y),
  ].filter(Number.isFinite);
  const least = Math.min(...values);
  return least > 0 && Math.max(...values) > 8 * least;
}
