import { z } from "zod";

/** The schema of a calibration. */
export const calibrationSchema = z.strictObject({
  /** The layer whose entries it is for. */
  path: z.string(),
  /** The least value of an entry that is kept. */
  threshold: z.number(),
  /** The entries that both forms keep as a share of those that either keeps, on other examples. */
  agreement: z.number(),
  /** The number of entries of a code that reach the threshold on average, on the same. */
  active: z.number(),
});

/** A threshold that stands for keeping the k largest entries of a code, and how well it does. */
export type Calibration = z.infer<typeof calibrationSchema>;
