import type { DenseExamples } from "../../src/data/mod.ts";
import { createRng } from "../../src/core/rng.ts";
import { fitLadder, type FitLadderInput } from "../../src/ladder/mod.ts";
import type { LadderBatch } from "../../src/ladder/ladder_objective.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { type Plan, planAutoencoder } from "../../src/model/mod.ts";
import type { TrainingEvent } from "../../src/training/mod.ts";
import * as tf from "@tensorflow/tfjs";

const activation = (name: "relu" | "tanh" | "softmax"): LayerSpec => ({
  type: "activation",
  function: name,
});
const dense = (units: number): LayerSpec => ({ type: "dense", units });

/** The classifier 5-4-3-3 of the reference program, or one of other inputs: relu, tanh, softmax. */
export function toyPlan(inputs = 5, hidden: readonly [number, number] = [4, 3]): Plan {
  const [first, second] = hidden;
  return planAutoencoder({
    inputShape: [inputs],
    encoder: [dense(first), activation("relu"), dense(second), activation("tanh")],
    decoder: [dense(3), activation("softmax")],
    reconstructionLoss: "categorical-cross-entropy",
    target: { classes: 3 },
  });
}

/** Sines as the reference program's function of the same name gives them, in 32 bits. */
export function waves(name: string, shape: readonly number[], scale: number): tf.Tensor {
  const phase = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const size = shape.reduce((product, axis) => product * axis, 1);
  const values = Float32Array.from({ length: size }, (_, i) => scale * Math.sin(phase + i));
  return tf.tensor(values, [...shape]);
}

/** The batch of the reference program: four labelled rows, six unlabelled ones, and their noise. */
export function toyBatch(): LadderBatch {
  const rows = { labelled: 4, unlabelled: 6 };
  const x = (kind: keyof typeof rows) => tf.add(0.5, waves(kind, [rows[kind], 5], 0.45));
  const noise = (kind: keyof typeof rows, layer: number, units: number) =>
    waves(`${kind} ${layer}`, [rows[kind], units], 0.3);
  return {
    labelled: x("labelled"),
    classes: tf.tensor2d([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]]),
    unlabelled: x("unlabelled"),
    noise: (layer, units) => ({
      labelled: noise("labelled", layer, units),
      unlabelled: noise("unlabelled", layer, units),
    }),
  };
}

/** Labelled examples of three classes, each a bump at another place, with noise. */
export function bumps(count: number, seed = 0): DenseExamples {
  const rng = createRng(seed), values = new Float32Array(count * 5);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 3);
  for (let i = 0; i < values.length; i++) {
    const place = i % 5, label = labels[Math.floor(i / 5)];
    values[i] = Math.exp(-((place - 2 * label) ** 2)) + 0.2 * rng.normal();
  }
  return { shape: [5], count, values, labels };
}

/** A small training: 31 unlabelled and seven labelled examples in steps of ten and four. */
export function toyTraining(
  options: FitLadderInput["options"] = {},
  rest: Partial<FitLadderInput> = {},
): FitLadderInput {
  return {
    plan: toyPlan(),
    labelled: bumps(7),
    unlabelled: bumps(31, 1),
    options: { epochs: 3, batchSize: 10, labelledBatchSize: 4, ...options },
    rng: createRng(2),
    ...rest,
  };
}

/** All events of a training, its end apart. */
export async function train(input: FitLadderInput) {
  const events: TrainingEvent[] = [];
  for await (const event of fitLadder(input)) events.push(event);
  const end = events.at(-1)!;
  if (end.type !== "end") throw new Error("A training ended without its end");
  return { events, end, history: end.history };
}
