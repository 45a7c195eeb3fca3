import { createRng } from "../../src/core/rng.ts";
import type { DenseExamples } from "../../src/data/mod.ts";
import {
  type AutoencoderSpec,
  describeModel,
  modelOptions,
  type Plan,
  planAutoencoder,
} from "../../src/model/mod.ts";
import {
  type EpochMetrics,
  fit,
  type FitInput,
  type TrainingEvent,
  trainingOptions,
} from "../../src/training/mod.ts";

/** Points near a plane in [0, 1]⁸, so that a code of two can learn them. */
export function examples(count: number, seed = 1): DenseExamples {
  const rng = createRng(seed);
  const values = new Float32Array(count * 8);
  for (let i = 0; i < count; i++) {
    const a = rng.uniform(), b = rng.uniform();
    for (let d = 0; d < 8; d++) values[i * 8 + d] = (a * d + b * (7 - d)) / 7 * 0.8 + 0.1;
  }
  return { shape: [8], count, values };
}

/** The changes that a test makes of the toy training; `training` over its options. */
export type Change = Partial<FitInput> & { readonly training?: Record<string, unknown> };

/** A training of 50 examples in batches of 16 (the last holds 2), with everything random in it. */
export function toyTraining({ training, ...change }: Change = {}): FitInput {
  const model = modelOptions.parse({
    codeSize: 2,
    nodes: [6],
    activation: "tanh",
    loss: "binary-cross-entropy",
    batchNormalization: true,
    dropout: 0.2,
    center: true,
  });
  return {
    plan: planAutoencoder(describeModel(model, [8])),
    train: examples(50),
    validation: examples(20, 2),
    options: trainingOptions.parse({
      epochs: 3,
      batchSize: 16,
      optimizer: { type: "adam", learningRate: 0.01 },
      schedule: { type: "cosine", warmUp: 1 },
      clipNorm: 1,
      ...training,
    }),
    rng: createRng(4),
    ...change,
  };
}

/** The plan of 8-2-8 without anything between, or with other layers. */
export function linear(spec: Partial<AutoencoderSpec> = {}): Plan {
  return planAutoencoder({
    inputShape: [8],
    encoder: [{ type: "dense", units: 2 }],
    decoder: [{ type: "dense", units: 8 }],
    reconstructionLoss: "mean-squared-error",
    ...spec,
  });
}

/** A finished training. */
export interface Finished {
  readonly events: readonly TrainingEvent[];
  readonly losses: readonly number[];
  readonly end: Extract<TrainingEvent, { type: "end" }>;
  readonly history: readonly EpochMetrics[];
}

/** Trains to the end; `see` meets every event in time to take a snapshot. */
export async function train(
  input: FitInput,
  see: (event: TrainingEvent) => void = () => {},
): Promise<Finished> {
  const events: TrainingEvent[] = [];
  for await (const event of fit(input)) {
    see(event);
    events.push(event);
  }
  const end = events.at(-1);
  if (end?.type !== "end") throw new Error("Cannot test a training that has no end");
  const losses = events.flatMap((event) => event.type === "step" ? [event.loss] : []);
  return { events, losses, end, history: end.history };
}
