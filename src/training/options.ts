import { z } from "zod";
import { optimizerOptions } from "../optimizers/mod.ts";
import { scheduleOptions } from "./schedule.ts";

/** The schema of what decides a training besides the model, the data and the seed. */
export const trainingOptions = z.strictObject({
  /** Passes over the training examples; 0 leaves a model as its stages left it. */
  epochs: z.int().min(0),
  batchSize: z.int().positive().default(128),
  optimizer: optimizerOptions.default(() => optimizerOptions.parse({ type: "adam" })),
  schedule: scheduleOptions.default({ type: "constant" }),
  /** The largest norm of the gradient of all parameters together; longer ones are scaled down. */
  clipNorm: z.number().positive().optional(),
  /** The parameters that stay as they are, by the beginnings of their paths: `encoder`, `encoder.0`. */
  frozen: z.array(z.string().min(1)).min(1).optional(),
  /**
   * Factors of the learning rate for parameters below a path, such as `{ "encoder": 0.1 }`; of several
   * that fit, the longest path counts.
   */
  learningRates: z.record(z.string().min(1), z.number().positive()).optional(),
  /** Stops after this many epochs without a lower validation loss. */
  earlyStopping: z.strictObject({ patience: z.int().positive() }).optional(),
});

/** The choices of a training. */
export type TrainingOptions = z.infer<typeof trainingOptions>;

/** The choices of a training as they are written, defaults left out. */
export type TrainingOptionsInput = z.input<typeof trainingOptions>;
