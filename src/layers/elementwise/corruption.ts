import { z } from "zod";
import { corruptionOf, corruptionSpec } from "../../corruptions/mod.ts";
import { defineLayer } from "../contract/layer.ts";

/**
 * Corruption, y = noise(x) where the loss is computed, y = x where the model is used. Input and output
 * [B, …].
 *
 * At the start of an encoder it makes a denoising autoencoder: the error is always that of the clean
 * input. It has no place in a mirrored decoder. (Vincent et al., ICML 2008; inside an encoder, Poole,
 * Sohl-Dickstein and Ganguli, "Analyzing noise in autoencoders and deep networks", 2014.)
 */
export const corruption = defineLayer({
  schema: z.strictObject({
    type: z.literal("corruption"),
    noise: corruptionSpec,
  }),
  outputShape({ noise }, input) {
    corruptionOf(noise).check?.(noise, input);
    return input;
  },
  traits: ({ noise }) => ({ noise }),
  apply: ({ noise }, x, { sample }) =>
    sample ? corruptionOf(noise).apply(noise, x, (example) => sample(example)) : x,
  /** By the layers alone, at what the noise made of their inputs: noise is no part of the encoder. */
  pullback: (_spec, cotangents) => cotangents,
  emit: (_spec, x) => x,
  layout: () => "any",
  mirror: () => undefined,
});
