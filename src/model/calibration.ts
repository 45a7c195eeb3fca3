import { z } from "zod";
import { figure } from "../schemas/figure.ts";

/** The schema of a calibration. */
export const calibrationSchema = z.strictObject({
  /** The layer whose entries it is for. */
  path: z.string(),
  /** The value that an entry must reach. */
  threshold: figure,
  /** The entries that both forms keep as a share of those that either keeps, on other examples. */
  agreement: figure,
  /** The number of entries of a code that reach the threshold on average, on the same. */
  active: figure,
});

/** A threshold that stands for keeping the k largest entries of a code, and measures of how well. */
export type Calibration = z.infer<typeof calibrationSchema>;
