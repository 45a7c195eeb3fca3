import { z } from "zod";
import type { Shape } from "../core/shape.ts";
import { ACTIVATION_NAMES, type ActivationName, type LayerSpec, layerSpec } from "../layers/mod.ts";
import { RECONSTRUCTION_LOSSES, reconstructionLosses } from "../losses/mod.ts";
import { penaltySpec } from "../penalties/mod.ts";
import { mirrorDecoder } from "./mirror.ts";
import { parseWith } from "./parse_with.ts";
import type { AutoencoderSpec } from "./spec.ts";

const common = {
  /** What compares a reconstruction with its input. */
  loss: z.enum(RECONSTRUCTION_LOSSES),
  /** True to give a derived decoder the encoder's weights, transposed. */
  tied: z.boolean().default(false),
  /** What ends a derived decoder; by the loss, unless given. */
  outputActivation: z.enum(ACTIVATION_NAMES).optional(),
  /** Terms of the loss besides the reconstruction. */
  penalties: z.array(penaltySpec).optional(),
};

/** A symmetric stack of dense layers by its hyperparameters. */
const stackOptions = z.strictObject({
  codeSize: z.int().positive(),
  /** The number of hidden layers on each side of the code; by `nodes`, unless given. */
  layers: z.int().min(0).optional(),
  /** The nodes of the hidden layers: one number for all, or one for each, from the input to the code. */
  nodes: z.union([z.int().positive(), z.array(z.int().positive())]).default([]),
  ...common,
  activation: z.enum(ACTIVATION_NAMES).default("relu"),
  codeActivation: z.enum(ACTIVATION_NAMES).default("linear"),
  batchNormalization: z.boolean().default(false),
  /** The rate of the dropout behind each hidden layer. */
  dropout: z.number().min(0).lt(1).default(0),
  /** True to take the mean of the training data off the input and add it to the output. */
  center: z.boolean().default(false),
});

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
  const encoder = "encoder" in options ? options.encoder : stackEncoder(options, inputShape);
  const decoder = "encoder" in options ? options.decoder : undefined;
  return {
    inputShape: [...inputShape],
    encoder,
    decoder: decoder ?? [
      ...mirrorDecoder(encoder, { inputShape, tied: options.tied }),
      ...activationLayer(
        options.outputActivation ?? reconstructionLosses[options.loss].lastActivation ?? "linear",
      ),
    ],
    reconstructionLoss: options.loss,
    ...(options.penalties && { penalties: options.penalties }),
  };
}

function stackEncoder(options: z.infer<typeof stackOptions>, inputShape: Shape): LayerSpec[] {
  const { activation, batchNormalization, codeActivation, codeSize, dropout } = options;
  return [
    ...(inputShape.length > 1 ? [{ type: "flatten" as const }] : []),
    ...(options.center ? [{ type: "center" as const }] : []),
    ...hiddenNodes(options).flatMap((units): LayerSpec[] => [
      { type: "dense", units },
      ...(batchNormalization ? [{ type: "batch_normalization" as const }] : []),
      ...activationLayer(activation),
      ...(dropout > 0 ? [{ type: "dropout" as const, rate: dropout }] : []),
    ]),
    { type: "dense", units: codeSize },
    ...activationLayer(codeActivation),
  ];
}

function hiddenNodes({ layers, nodes }: z.infer<typeof stackOptions>): number[] {
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

function activationLayer(name: ActivationName): LayerSpec[] {
  return name === "linear" ? [] : [{ type: "activation", function: name }];
}
