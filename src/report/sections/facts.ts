import { formatDuration } from "../../core/format_duration.ts";
import { reconstructionLossOf } from "../../losses/mod.ts";
import { countParams } from "../../model/mod.ts";
import { element } from "../../plots/element.ts";
import type { Section } from "./section.ts";

/** A name and what it stands for; numbers are whole counts. */
export interface Fact {
  readonly name: string;
  readonly value: string | number;
}

/** The facts of a run: its recipe, its data, its training and its versions. */
export const facts: Section<readonly Fact[]> = {
  title: "Facts",
  place: 110,
  gather({ run: { config, stopped, model: { plan } }, history, earlier, evaluation: { seconds } }) {
    const { recipe, data, kernels, versions } = config;
    const { epochs, optimizer, batchSize, schedule } = recipe.training;
    return [
      { name: "Recipe", value: recipe.name },
      { name: "Data", value: data.name },
      { name: "Training examples", value: data.train },
      { name: "Validation examples", value: data.validation },
      { name: "Test examples", value: data.test },
      { name: "Parameters", value: countParams(plan) },
      {
        name: "Reconstruction loss",
        value: reconstructionLossOf(plan.spec.reconstructionLoss).name,
      },
      ...(earlier.length > 0
        ? [{
          name: "Pre-training",
          value: `${
            new Set(earlier.map(({ stage }) => stage)).size
          } stages, ${earlier.length} epochs`,
        }]
        : []),
      {
        name: "Epochs",
        value: stopped
          ? `${stopped.epochs} of ${epochs}, left after step ${stopped.step}`
          : history.length,
      },
      { name: "Batch size", value: batchSize },
      { name: "Optimizer", value: `${optimizer.type}, learning rate ${optimizer.learningRate}` },
      { name: "Learning-rate schedule", value: schedule.type },
      ...(seconds === undefined ? [] : [{ name: "Training time", value: formatDuration(seconds) }]),
      { name: "Kernels", value: `${kernels.build} (${kernels.numerics})` },
      { name: "Seed", value: recipe.seed },
      {
        name: "Versions",
        value: Object.entries(versions).map((pair) => pair.join(" ")).join(", "),
      },
    ];
  },
  draw: (facts) =>
    element(
      "dl",
      {},
      facts.map(({ name, value }) =>
        element(
          "div",
          {},
          element("dt", {}, name),
          element("dd", {}, typeof value === "number" ? value.toLocaleString("en") : value),
        )
      ),
    ),
};
