import { z } from "zod";
import { formatShape } from "../core/shape.ts";
import type { LayerSpec } from "../layers/mod.ts";
import { defineVariant, sharedFields, withLoss, withPenalties } from "./variant.ts";

const { loss, likelihood, penalties } = sharedFields;

/**
 * Vector-quantised autoencoder: every vector of a convolutional code becomes the nearest entry e of a
 * codebook, L(x, g(e)) + β ‖f(x) − sg(e)‖² (van den Oord, Vinyals and Kavukcuoglu, "Neural discrete
 * representation learning", 2017).
 */
export const vectorQuantised = defineVariant({
  schema: z.strictObject({
    variant: z.literal("vector-quantised"),
    /** The number of entries of the codebook. */
    entries: z.int().min(2).default(128),
    /** The number of values of an entry. */
    size: z.int().positive().default(16),
    /** The filters of the convolutions, each of which halves the image. */
    filters: z.array(z.int().positive()).min(1).default([16, 32]),
    /** β, what the commitment of vectors to their entries is multiplied by. */
    commitment: z.number().positive().default(0.25),
    loss,
    likelihood,
    penalties,
  }),
  summary: "a code of vectors, each one of a codebook's entries",
  fill({ variant: _, entries, size, filters, commitment, ...options }, inputShape) {
    if (inputShape.length !== 3) {
      throw new RangeError(
        `Cannot make a vector-quantised autoencoder for inputs ${
          formatShape(inputShape)
        }: expected images [H, W, K]`,
      );
    }
    const encoder: LayerSpec[] = [
      ...filters.flatMap((count): LayerSpec[] => [
        { type: "conv2d", filters: count, size: 4, stride: 2 },
        { type: "activation", function: "relu" },
      ]),
      { type: "conv2d", filters: size, size: 1 },
      { type: "vector_quantization", entries },
    ];
    const penalty = { type: "vector_quantization", coefficient: commitment } as const;
    return withLoss(withPenalties({ encoder, ...options }, [penalty]));
  },
});
