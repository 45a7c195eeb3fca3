import { z } from "zod";
import { contractiveSpec } from "../penalties/mod.ts";
import { sharedFields, type Variant, withPenalties } from "./variant.ts";

const { loss: _loss, likelihood, ...fields } = sharedFields;
const { type: _type, ...penaltyOptions } = contractiveSpec.shape;

/** A code that answers little to small changes of its input. */
export const contractiveOptions = z.strictObject({
  variant: z.literal("contractive"),
  ...fields,
  ...penaltyOptions,
  codeSize: fields.codeSize.default(120),
  codeActivation: fields.codeActivation.removeDefault().default("sigmoid"),
  tied: fields.tied.removeDefault().default(true),
  /** p(x | h): its loss is a sum over the values, as the penalty is. */
  likelihood: likelihood.unwrap().default({ type: "bernoulli" }),
});

/**
 * Contractive autoencoder, L(x, g(f(x))) + λ ‖∂f(x)/∂x‖²: the code answers to changes along the data and to
 * no others (Rifai, Vincent, Muller, Glorot and Bengio, "Contractive auto-encoders: explicit invariance
 * during feature extraction", 2011).
 */
export const contractive: Variant<z.infer<typeof contractiveOptions>> = {
  summary: "a code that answers little to small changes of its input",
  fill: ({ variant: _, coefficient, warmUp, method, samples, ...stack }) =>
    withPenalties(stack, [{
      type: "contractive",
      coefficient,
      method,
      samples,
      ...(warmUp !== undefined && { warmUp }),
    }]),
};
