import { z } from "zod";

/**
 * The course of the learning rate, in units of epochs so that it does not depend on the batch size.
 */
export const scheduleOptions = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("constant") }),
  z.strictObject({
    type: z.literal("step"),
    /** The number of epochs between two drops. */
    every: z.number().positive(),
    /** The factor of each drop. */
    factor: z.number().positive().lt(1),
  }),
  z.strictObject({
    type: z.literal("cosine"),
    /** The epochs of linear rise from zero. */
    warmUp: z.number().min(0).default(0),
    /** The rate at the end, as a share of the highest. */
    final: z.number().min(0).max(1).default(0),
  }),
]);

/** The choice of a schedule and its settings. */
export type ScheduleOptions = z.infer<typeof scheduleOptions>;

/** The position of training, in epochs: fractions count. */
export interface Position {
  /** The end of a step, so that it is above 0 in the first and `epochs` in the last. */
  readonly epoch: number;
  readonly epochs: number;
}

/**
 * The factor of the learning rate at a position.
 *
 * `cosine` rises linearly over the warm-up, then falls along half a cosine (Loshchilov and Hutter,
 * "SGDR: stochastic gradient descent with warm restarts", 2017, without restarts).
 */
export function learningRateFactor(schedule: ScheduleOptions, { epoch, epochs }: Position): number {
  switch (schedule.type) {
    case "constant":
      return 1;
    case "step":
      // The step that ends an interval still belongs to it.
      return schedule.factor ** Math.max(0, Math.ceil(epoch / schedule.every) - 1);
    case "cosine": {
      const { warmUp, final } = schedule;
      if (epoch < warmUp) return epoch / warmUp;
      const progress = Math.min(1, (epoch - warmUp) / Math.max(epochs - warmUp, Number.EPSILON));
      return final + (1 - final) * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
  }
}
