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
  /**
   * The thing that the last layers give instead of a reconstruction: a probability for each class.
   * Absent for an autoencoder.
   */
  target: z.strictObject({ classes: z.int().min(2) }).optional(),
});

/**
 * An autoencoder as plain data: the shape of an example, two lists of layers, the loss and its
 * penalties.
 *
 * Fresh parameters, the forward pass, the checkpoint and the ONNX graph are folds over it. With a
 * `target` it is a classifier: the second list of layers is its head, and the loss compares what that
 * gives with the classes of the examples.
 */
export type AutoencoderSpec = z.infer<typeof autoencoderSpec>;
