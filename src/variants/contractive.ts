import { z } from "zod";
import { contractiveFields } from "../penalties/mod.ts";
import { defineVariant, sharedFields, withPenalties } from "./variant.ts";

const { loss: _loss, likelihood, ...fields } = sharedFields;

/**
 * Contractive autoencoder, L(x, g(f(x))) + λ ‖∂f(x)/∂x‖²: the code answers to changes along the data and to
 * no others (Rifai, Vincent, Muller, Glorot and Bengio, "Contractive auto-encoders: explicit invariance
 * during feature extraction", 2011).
 */
export const contractive = defineVariant({
  schema: z.strictObject({
    variant: z.literal("contractive"),
    ...fields,
    ...contractiveFields,
    codeSize: fields.codeSize.default(120),
    codeActivation: fields.codeActivation.removeDefault().default("sigmoid"),
    tied: fields.tied.removeDefault().default(true),
    /** p(x | h): its loss is a sum over the values, as the penalty is. */
    likelihood: likelihood.unwrap().default({ type: "bernoulli" }),
  }),
  summary: "a code that answers little to small changes of its input",
  fill: ({ variant: _, coefficient, warmUp, method, samples, ...stack }) =>
    withPenalties(stack, [{
      type: "contractive",
      coefficient,
      method,
      samples,
      ...(warmUp !== undefined && { warmUp }),
    }]),
});
