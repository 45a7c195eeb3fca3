import { z } from "zod";
import { defineVariant } from "./variant.ts";
import { fillVariational, variationalFields } from "./variational.ts";

/**
 * β-variational autoencoder, −E log p(x | h) + β KL(q(h | x) ‖ N(0, I)): β over 1 trades likelihood for
 * codes whose entries vary apart (Higgins et al., "β-VAE: learning basic visual concepts with a
 * constrained variational framework", 2017).
 */
export const betaVariational = defineVariant({
  schema: z.strictObject({
    variant: z.literal("beta-variational"),
    ...variationalFields,
    /** The factor of the divergence. */
    beta: z.number().min(0).default(4),
  }),
  summary: "a variational code whose divergence is weighed by β",
  fill: ({ variant: _, ...options }) => fillVariational(options),
});
