import { z } from "zod";
import { machineOptions } from "../boltzmann/mod.ts";
import { corruptionSpec } from "../corruptions/mod.ts";
import { penaltySpec } from "../penalties/mod.ts";
import { trainingOptions } from "../training/mod.ts";

/** The numbers of the hidden layers, from 1; all of them, one after the other, unless given. */
const layers = z.array(z.int().positive()).min(1).optional();

/** Each hidden layer by itself, as an autoencoder of one hidden layer on the codes before it. */
const layersStage = z.strictObject({
  train: z.literal("layers"),
  layers,
  /** The damage to the inputs of each layer; without it, layers larger than their inputs are masked. */
  corruption: corruptionSpec.optional(),
  /** Terms of the loss of each layer besides the reconstruction. */
  penalties: z.array(penaltySpec).min(1).optional(),
  /** The training of each layer. */
  training: trainingOptions.extend({ epochs: z.int().positive() }),
});

/** Convolutions, each by itself, as an autoencoder of the patches that its filters see. */
const patchesStage = z.strictObject({
  train: z.literal("patches"),
  /** The numbers of the convolutions, from 1; all of them, one after the other, unless given. */
  layers,
  /** The number of patches, drawn from the training examples. */
  count: z.int().positive().default(100_000),
  /** Takes the mean of each patch off it, so that filters sum to 0. */
  centered: z.boolean().default(false),
  /**
   * Whitens patches whose mean is taken off, with this share of their mean variance added to that of every
   * direction: 0.1 is usual, and less brings up finer strokes, and noise.
   */
  whitening: z.number().positive().exactOptional(),
  /** Starts filters as patches of the data, scaled to norm 1, so that few of them stay without use. */
  dataStart: z.boolean().default(false),
  /** The damage to patches; without it, more units than values are masked, unless their codes are sparse. */
  corruption: corruptionSpec.optional(),
  /** Terms of the loss besides the reconstruction. */
  penalties: z.array(penaltySpec).min(1).optional(),
  /** The training of each convolution. */
  training: trainingOptions.extend({ epochs: z.int().positive() }),
});

/** Each hidden layer by itself, as a restricted Boltzmann machine on the means of the one before it. */
const machinesStage = z.strictObject({
  train: z.literal("machines"),
  layers,
  /**
   * The visible units of the first layer, "multinomial" for the words of texts; those of others follow from
   * the layer before.
   */
  visible: z.enum(["bernoulli", "gaussian", "multinomial"]).default("bernoulli"),
  /**
   * Starts each machine above another as that one upside down: Wᵀ and the biases exchanged, so that the
   * likelihood begins where it was (Hinton, Osindero and Teh, "A fast learning algorithm for deep belief
   * nets", 2006). Its hidden units are as many, and of the same kind, as the visible ones below.
   */
  tiedStart: z.boolean().exactOptional(),
  /**
   * The number of classes of the examples: the machine on top gets a unit for each behind its visible ones,
   * and learns examples and classes at once (in the same paper).
   */
  classes: z.int().min(2).exactOptional(),
  /** The training of each machine. */
  training: machineOptions,
});

/** The schema of a stage of pre-training: what it trains, and how. */
export const stageOptions = z.discriminatedUnion("train", [
  layersStage,
  patchesStage,
  machinesStage,
]);

/** A stage of pre-training. */
export type StageOptions = z.infer<typeof stageOptions>;

/** A stage of one kind. */
export type StageOf<Train extends StageOptions["train"]> = Extract<
  StageOptions,
  { readonly train: Train }
>;
