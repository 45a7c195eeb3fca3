import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { codeRows } from "./code_rows.ts";
import { definePenalty, penaltyFields } from "./penalty.ts";

/**
 * Squared L2 norm of the code, Σ h², averaged over the batch: it gathers the codes round zero, so that
 * the decoder knows what to make of a code drawn there.
 */
export const codeL2 = definePenalty({
  schema: z.strictObject({ type: z.literal("code_l2"), ...penaltyFields }),
  traits: () => ({ gathersCodes: true }),
  apply: (_spec, { code }) => tf.mean(tf.sum(tf.square(codeRows(code)), 1)),
});
