import { z } from "zod";
import { layerSpec } from "../layers/mod.ts";
import { reconstructionLossSpec } from "../losses/mod.ts";
import { penaltySpec } from "../penalties/mod.ts";

/** The schema of an autoencoder's description. */
export const autoencoderSpec = z.strictObject({
  inputShape: z.array(z.int().positive()).min(1),
  encoder: z.array(layerSpec).min(1),
  decoder: z.array(layerSpec).min(1),
  reconstructionLoss: reconstructionLossSpec,
  /** The terms besides the reconstruction that training lowers, each with its coefficient. */
  penalties: z.array(penaltySpec).optional(),
});

/**
 * An autoencoder as plain data: the shape of an example, two lists of layers, the loss and its
 * penalties.
 *
 * Fresh parameters, the forward pass, the checkpoint and the ONNX graph are folds over it.
 */
export type AutoencoderSpec = z.infer<typeof autoencoderSpec>;
