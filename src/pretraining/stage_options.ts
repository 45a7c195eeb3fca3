import { z } from "zod";
import { corruptionSpec } from "../corruptions/mod.ts";
import { penaltySpec } from "../penalties/mod.ts";
import { trainingOptions } from "../training/mod.ts";

/** The schema of a stage of pre-training: what it trains, and how. */
export const stageOptions = z.strictObject({
  /** "layers": each hidden layer by itself, as an autoencoder of one hidden layer on the codes before it. */
  train: z.literal("layers"),
  /** The numbers of the hidden layers, from 1; all of them, one after the other, unless given. */
  layers: z.array(z.int().positive()).min(1).optional(),
  /** The damage to the inputs of each layer; without it, layers larger than their inputs are masked. */
  corruption: corruptionSpec.optional(),
  /** Terms of the loss of each layer besides the reconstruction. */
  penalties: z.array(penaltySpec).min(1).optional(),
  /** The training of each layer. */
  training: trainingOptions,
});

/** A stage of pre-training. */
export type StageOptions = z.infer<typeof stageOptions>;
