import { z } from "zod";
import type { MachineSpec } from "./spec.ts";

/** The schema of what decides the training of a machine besides the machine, the data and the seed. */
export const machineOptions = z.strictObject({
  epochs: z.int().positive(),
  batchSize: z.int().positive().default(100),
  /**
   * The Gibbs steps between data and statistics, k: so many, or a number that rises by one after `every`
   * epochs. `{ from: 1, to: 25, every: 10 }` is the course of Salakhutdinov and Murray, "On the
   * quantitative analysis of deep belief networks", 2008.
   */
  steps: z.union([
    z.int().positive(),
    z.strictObject({
      from: z.int().positive().default(1),
      to: z.int().positive(),
      every: z.int().positive(),
    }),
  ]).default(1),
  /**
   * Chains that go on from batch to batch instead of starting at data (Tieleman, "Training restricted
   * Boltzmann machines using approximations to the likelihood gradient", 2008).
   */
  persistent: z.boolean().default(false),
  /** The number of persistent chains; `batchSize` unless given. */
  chains: z.int().positive().exactOptional(),
  /** 0.1 unless given, 0.001 where units are neither Bernoulli nor counts. */
  learningRate: z.number().positive().exactOptional(),
  /** The course of the learning rate: as it is, on a line to 0, or divided by the Gibbs steps. */
  schedule: z.enum(["constant", "linear", "perStep"]).default("constant"),
  /** The share of the last move that goes on, which changes after so many epochs. */
  momentum: z.strictObject({
    initial: z.number().min(0).lt(1).default(0.5),
    final: z.number().min(0).lt(1).default(0.9),
    epochs: z.int().min(0).default(5),
  }).prefault({}),
  /** The share of learningRate × weight that a gradient takes off each weight. */
  weightDecay: z.number().min(0).default(0.0002),
  /** The mean activity that each hidden unit is drawn to, and how strongly. */
  sparsity: z.strictObject({ target: z.number().gt(0).lt(1), cost: z.number().positive() })
    .exactOptional(),
  /** Draws 0 or 1 with each value as its probability, anew for every batch. */
  binarize: z.literal("draw").exactOptional(),
  /**
   * The visible side of a reconstruction: its means, as in Hinton's programs, or draws, as chains need;
   * draws for persistent chains and for counts of words and means otherwise, unless given.
   */
  reconstruct: z.enum(["means", "draws"]).exactOptional(),
});

/** The choices of the training of a machine. */
export type MachineOptions = z.infer<typeof machineOptions>;

/** The same as they are written, defaults left out. */
export type MachineOptionsInput = z.input<typeof machineOptions>;

/** The Gibbs steps of an epoch, counted from 1. */
export function gibbsSteps({ steps }: Pick<MachineOptions, "steps">, epoch: number): number {
  if (typeof steps === "number") return steps;
  return Math.min(
    Math.max(steps.from, steps.to),
    steps.from + Math.floor((epoch - 1) / steps.every),
  );
}

/** The momentum of an epoch, counted from 1. */
export function momentumOf({ momentum }: Pick<MachineOptions, "momentum">, epoch: number): number {
  return epoch > momentum.epochs ? momentum.final : momentum.initial;
}

/** The learning rate of the step that ends when `taken` of `all` steps are done, in an epoch. */
export function learningRateOf(
  options: MachineOptions,
  { spec, epoch, taken, all }: { spec: MachineSpec; epoch: number; taken: number; all: number },
): number {
  const isBounded = spec.visible.units !== "gaussian" && spec.hidden.units === "bernoulli";
  const { learningRate = isBounded ? 0.1 : 0.001, schedule } = options;
  switch (schedule) {
    case "constant":
      return learningRate;
    case "linear":
      return learningRate * (1 - (taken - 1) / all);
    case "perStep":
      return learningRate / gibbsSteps(options, epoch);
  }
}

/** True where the visible side of a reconstruction is drawn. */
export function drawsVisible(
  { reconstruct, persistent }: MachineOptions,
  { visible }: MachineSpec,
): boolean {
  // With means, machines of words learn to reconstruct texts and find them ever less likely.
  const draws = persistent || visible.units === "multinomial";
  return (reconstruct ?? (draws ? "draws" : "means")) === "draws";
}
