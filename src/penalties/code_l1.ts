import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { codeRows } from "./code_rows.ts";
import { definePenalty, penaltyFields } from "./penalty.ts";

/**
 * L1 of the code, Σ |h|, averaged over the batch: it makes entries exactly small (Olshausen and Field,
 * "Emergence of simple-cell receptive field properties by learning a sparse code", 1996).
 */
export const codeL1 = definePenalty({
  schema: z.strictObject({ type: z.literal("code_l1"), ...penaltyFields }),
  apply: (_spec, { code }) => tf.mean(tf.sum(tf.abs(codeRows(code)), 1)),
});
