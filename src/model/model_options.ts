import { z } from "zod";
import type { Shape } from "../core/shape.ts";
import {
  ACTIVATION_NAMES,
  type ActivationName,
  inferenceFields,
  kFields,
  type LayerSpec,
  layerSpec,
} from "../layers/mod.ts";
import { corruptionSpec } from "../corruptions/mod.ts";
import {
  likelihoodSpec,
  RECONSTRUCTION_LOSSES,
  reconstructionLossOf,
  type ReconstructionLossSpec,
} from "../losses/mod.ts";
import { penaltySpec } from "../penalties/mod.ts";
import { mirrorDecoder } from "./mirror.ts";
import { parseWith } from "../schemas/parse_with.ts";
import type { AutoencoderSpec } from "./spec.ts";

const common = {
  /**
   * The loss that compares a reconstruction with its input; or a likelihood, from which the loss
   * follows.
   */
  loss: z.enum(RECONSTRUCTION_LOSSES).optional(),
  likelihood: likelihoodSpec.optional(),
  /** True to give a derived decoder the encoder's weights, transposed. */
  tied: z.boolean().default(false),
  /** The activation that ends a derived decoder; by the loss, unless given. */
  outputActivation: z.enum(ACTIVATION_NAMES).optional(),
  /** Terms of the loss besides the reconstruction. */
  penalties: z.array(penaltySpec).optional(),
};

/** The options of a symmetric stack of dense layers. */
export const stackFields = {
  codeSize: z.int().positive(),
  /** The number of hidden layers on each side of the code; by `nodes`, unless given. */
  layers: z.int().min(0).optional(),
  /** The nodes of the hidden layers: one number for all, or one for each, from the input to the code. */
  nodes: z.union([z.int().positive(), z.array(z.int().positive())]).default([]),
  /**
   * A factor of the nodes of all hidden layers, rounded, not of the code: 0.25 of 8192, 4096 … is a model of
   * a sixteenth of the parameters.
   */
  nodesScale: z.number().positive().default(1),
  ...common,
  activation: z.enum(ACTIVATION_NAMES).default("relu"),
  codeActivation: z.enum(ACTIVATION_NAMES).default("linear"),
  batchNormalization: z.boolean().default(false),
  /** The rate of the dropout behind each hidden layer. */
  dropout: z.number().min(0).lt(1).default(0),
  /** The halves that have it; both unless given. */
  dropoutIn: z.enum(["both", "encoder"]).optional(),
  /** True to take the mean of the training data off the input and add it to the output. */
  center: z.boolean().default(false),
  /** True to divide each input by its norm, after its damage, so that its direction alone counts. */
  unitNormalization: z.boolean().default(false),
  /** The damage to inputs while training. */
  corruption: corruptionSpec.optional(),
  /** The distribution of a code: none, normal values or coins. */
  latent: z.enum(["deterministic", "gaussian", "bernoulli"]).default("deterministic"),
  /** The number of entries of a code that are kept, the largest; all unless given. */
  k: kFields.k.optional(),
  startK: kFields.startK,
  /** The inference of sparse codes while training; predicted codes are kept unless given. */
  inference: z.strictObject(inferenceFields).optional(),
  /** The number of classes that both halves are told; none unless given. */
  classes: z.int().min(2).optional(),
};

/** A symmetric stack of dense layers by its hyperparameters. */
const stackOptions = z.strictObject(stackFields);

/** Any autoencoder, layer by layer. */
const layerOptions = z.strictObject({
  encoder: z.array(layerSpec).min(1),
  /** Left out, it is the encoder's mirror. */
  decoder: z.array(layerSpec).min(1).optional(),
  ...common,
});

/** The schema of a recipe's model: a stack by its hyperparameters, or a list of layers. */
export const modelOptions = z.union([stackOptions, layerOptions]);

/** The choices that make a model for inputs of whatever shape. */
export type ModelOptions = z.infer<typeof modelOptions>;

/** The alternative of `modelOptions` that a value means; its errors say what is wrong in one field. */
export function modelOptionsFor(value: unknown): typeof stackOptions | typeof layerOptions {
  return typeof value === "object" && value !== null && "encoder" in value
    ? layerOptions
    : stackOptions;
}

/** The same as they are written, defaults left out. */
export type ModelOptionsInput = z.input<typeof modelOptions>;

/**
 * The spec of the model that options describe for examples of a shape.
 *
 * Throws a TypeError that names the field for options that do not fit their schema.
 */
export function describeModel(input: ModelOptionsInput, inputShape: Shape): AutoencoderSpec {
  const options: ModelOptions = parseWith(modelOptionsFor(input), input, "these model options");
  const loss = lossOf(options);
  const encoder = "encoder" in options ? options.encoder : stackEncoder(options, inputShape);
  const decoder = "encoder" in options ? options.decoder : undefined;
  return {
    inputShape: [...inputShape],
    encoder,
    decoder: decoder ?? [
      ...("classes" in options ? conditionLayer(options) : []),
      ...mirrorDecoder(encoder, { inputShape, tied: options.tied }),
      ...outputLayer(options, loss),
    ],
    reconstructionLoss: loss,
    ...(options.penalties && { penalties: options.penalties }),
  };
}

/** The loss, or the likelihood that it follows from. */
function lossOf({ loss, likelihood }: ModelOptions): ReconstructionLossSpec {
  const chosen = likelihood ?? loss;
  if (chosen !== undefined && (likelihood === undefined || loss === undefined)) return chosen;
  throw new TypeError(
    `Cannot use these model options: expected ${
      chosen === undefined ? "a" : "either a"
    } loss or a ` +
      `likelihood, from which the loss follows`,
  );
}

function stackEncoder(options: z.infer<typeof stackOptions>, inputShape: Shape): LayerSpec[] {
  const { activation, batchNormalization, codeActivation, codeSize } = options;
  const { corruption, inference, k, startK } = options;
  return [
    ...(corruption ? [{ type: "corruption" as const, noise: corruption }] : []),
    ...(inputShape.length > 1 ? [{ type: "flatten" as const }] : []),
    ...(options.center ? [{ type: "center" as const }] : []),
    ...(options.unitNormalization ? [{ type: "unit_normalization" as const }] : []),
    ...conditionLayer(options),
    ...hiddenNodes(options).flatMap((units): LayerSpec[] => [
      { type: "dense", units },
      ...(batchNormalization ? [{ type: "batch_normalization" as const }] : []),
      ...activationLayer(activation),
      ...dropoutLayer(options),
    ]),
    { type: codeLayers[options.latent], units: codeSize },
    ...activationLayer(codeActivation),
    ...(k === undefined
      ? []
      : [{ type: "top_k" as const, k, ...(startK !== undefined && { startK }) }]),
    ...(inference ? [{ type: "sparse_inference" as const, ...inference }] : []),
  ];
}

function dropoutLayer(
  { dropout: rate, dropoutIn }: Pick<z.infer<typeof stackOptions>, "dropout" | "dropoutIn">,
): LayerSpec[] {
  if (rate === 0) return [];
  return [{ type: "dropout", rate, ...(dropoutIn === "encoder" && { mirrored: false }) }];
}

const codeLayers = {
  deterministic: "dense",
  gaussian: "gaussian_latent",
  bernoulli: "bernoulli_latent",
} as const;

function conditionLayer({ classes }: { classes?: number | undefined }): LayerSpec[] {
  return classes === undefined ? [] : [{ type: "condition", classes }];
}

function hiddenNodes({ nodesScale, ...options }: z.infer<typeof stackOptions>): number[] {
  return namedNodes(options).map((nodes) => Math.max(1, Math.round(nodes * nodesScale)));
}

function namedNodes(
  { layers, nodes }: Pick<z.infer<typeof stackOptions>, "layers" | "nodes">,
): number[] {
  if (typeof nodes === "number") return Array(layers ?? 1).fill(nodes);
  if (layers !== undefined && layers !== nodes.length) {
    throw new RangeError(
      `Cannot make ${layers} hidden layers from model.nodes [${
        nodes.join(", ")
      }]: give one number for all, or ${layers} of them`,
    );
  }
  return nodes;
}

/** The activation that ends a derived decoder. */
function outputLayer(
  { outputActivation }: ModelOptions,
  loss: ReconstructionLossSpec,
): LayerSpec[] {
  if (outputActivation) return activationLayer(outputActivation);
  const { lastLayer } = reconstructionLossOf(loss);
  return lastLayer ? [lastLayer] : [];
}

function activationLayer(name: ActivationName): LayerSpec[] {
  return name === "linear" ? [] : [{ type: "activation", function: name }];
}
