import { reconstructionLossOf } from "../losses/mod.ts";
import { countParams } from "../model/mod.ts";
import type { ReportFact } from "./sections/mod.ts";
import type { EpochMetrics } from "../training/mod.ts";
import type { FinishedRun } from "../runs/open_run.ts";

/** What a run was made from, and how long it took. */
export function reportFacts(
  { run: { config, model: { plan } }, history, seconds }: {
    run: FinishedRun;
    history: readonly EpochMetrics[];
    /** Of training. */
    seconds: number;
  },
): ReportFact[] {
  const { recipe, data, kernels, versions } = config;
  const { optimizer } = recipe.training;
  return [
    { name: "Recipe", value: recipe.name },
    { name: "Data", value: data.name },
    { name: "Training examples", value: data.train },
    { name: "Validation examples", value: data.validation },
    { name: "Test examples", value: data.test },
    { name: "Parameters", value: countParams(plan) },
    { name: "Reconstruction loss", value: reconstructionLossOf(plan.spec.reconstructionLoss).name },
    { name: "Epochs", value: history.length },
    { name: "Batch size", value: recipe.training.batchSize },
    { name: "Optimizer", value: `${optimizer.type}, learning rate ${optimizer.learningRate}` },
    { name: "Learning-rate schedule", value: recipe.training.schedule.type },
    { name: "Training time", value: `${Math.round(seconds)} s` },
    { name: "Kernels", value: `${kernels.build} (${kernels.numerics})` },
    { name: "Seed", value: recipe.seed },
    { name: "Versions", value: Object.entries(versions).map((pair) => pair.join(" ")).join(", ") },
  ];
}
