import { z } from "zod";

/** The schema of how pictures are changed at random while a model is trained on them. */
export const augmentOptions = z.strictObject({
  /** The most whole pixels that a picture moves along each axis, to either side; its edge is repeated. */
  shift: z.int().positive().optional(),
  /** The way that a picture is mirrored with chance ½: left for right, top for bottom, or each of them. */
  flip: z.enum(["horizontal", "vertical", "both"]).optional(),
  /** The most degrees that a picture is turned about its middle, to either side; its edge is repeated. */
  rotation: z.number().positive().max(180).optional(),
  /**
   * The largest share b of a picture's values that is added to or taken from them: they are times 1 + u
   * with u from [-b, b], and cut to [0, 1] where all training examples lie there.
   */
  brightness: z.number().positive().max(1).optional(),
});

/** The random changes of pictures while a model is trained on them. */
export type AugmentOptions = z.infer<typeof augmentOptions>;
