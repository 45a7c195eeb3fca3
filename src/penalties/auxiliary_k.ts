import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { meanSquaredError, sparseDecode } from "../kernels/mod.ts";
import type { PlannedLayer } from "../layers/mod.ts";
import { detach } from "./detach.ts";
import { dictionaryOf } from "./dictionary_of.ts";
import { definePenalty, type PenalizedModel, penaltyFields } from "./penalty.ts";

/**
 * The AuxK loss, mean (e − ê)²: how far the dead latents of a `dense_top_k` are from reconstructing
 * the error e = x − x̂ that the living ones leave.
 *
 * e [B, D] is a constant here; ê [B, D] is the dictionary's answer to the largest pre-activations of
 * dead latents, so that they move to where they are missed. Absent while no latent is dead. (Gao et
 * al., "Scaling and evaluating sparse autoencoders", 2024.)
 */
export const auxiliaryK = definePenalty({
  schema: z.strictObject({
    type: z.literal("auxiliary_k"),
    ...penaltyFields,
    coefficient: penaltyFields.coefficient.default(1 / 32),
  }),
  check(_spec, model) {
    const [, ...others] = model.decoder;
    if (
      !countingLayer(model) || !dictionaryOf(model) ||
      // Atoms are held against the error in the inputs, so they must be in the same units.
      others.some(({ traits: { map } }) => map !== "identity" && map !== "shift")
    ) {
      throw new RangeError(
        `Cannot penalise dead latents: the encoder must end in a "dense_top_k" layer, and the decoder ` +
          `start with a "dictionary", with at most a "reshape" and a "center" behind`,
      );
    }
  },
  apply(_spec, { model, x, given, params, reconstruction }) {
    const auxiliary = given[`${countingLayer(model)!.path}.auxiliary`];
    if (auxiliary === undefined || !("indices" in auxiliary)) return undefined;
    const answer = sparseDecode(auxiliary, params[dictionaryOf(model)!]);
    const error = tf.tidy(() => tf.sub(detach(x), detach(reconstruction())));
    return meanSquaredError(answer, tf.reshape(error, answer.shape));
  },
});

/** The layer of the code, where it counts for how long its latents have not fired. */
function countingLayer({ encoder }: PenalizedModel): PlannedLayer | undefined {
  const layer = encoder.at(-1)!, { code } = layer.traits;
  return code?.kind === "sparse" && code.idle ? layer : undefined;
}
