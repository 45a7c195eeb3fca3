import { z } from "zod";
import { figure } from "../../schemas/figure.ts";

/** The version of the form below: whoever changes it counts on, so that no file is read as another. */
export const EVALUATION_VERSION = 1;

const count = z.int().min(0);

const errors = {
  /** Σ (x̂ − x)² over the values of an example, averaged over the examples. */
  squaredError: figure,
  /** The same per value. */
  meanSquaredError: figure,
  /** −x log x̂ − (1 − x) log(1 − x̂) per value, in nats; absent where inputs leave [0, 1]. */
  binaryCrossEntropy: figure.optional(),
  /**
   * −Σ x log x̂ over the values of an example, in nats, averaged over the examples; absent where an
   * input is neither a distribution nor all zeros.
   */
  categoricalCrossEntropy: figure.optional(),
};

const reconstructionError = z.strictObject(errors);

const sparseEvaluation = z.strictObject({
  /** The number of latents. */
  size: count,
  /** The number of entries of a code of a test example that are not 0 (L0). */
  active: figure,
  /**
   * The fraction of the test examples' variance that reconstructions explain, 1 − FVU; absent where
   * they do not vary.
   */
  explained: figure.optional(),
  /** The share of latents that are dead. */
  dead: figure,
  /**
   * The condition of that: a latent fired on none of the last `deadAfter` training examples where
   * the model counts that, on no test example where it does not.
   */
  deadWhen: z.string(),
});

/** The schema of what a measure finds. */
export const measurement = z.strictObject({
  /** The finding, for people. */
  sentence: z.string(),
  /** The same for programs. */
  values: z.record(z.string(), z.union([figure, z.array(figure).readonly()])),
});

const parity = z.strictObject({
  /** Of a code and of what says how it is drawn. */
  code: figure,
  reconstruction: figure,
});

/** The schema of a run's `evaluation.json`. */
export const evaluationSchema = z.strictObject({
  version: z.literal(EVALUATION_VERSION),
  /** The data that everything was measured on, and how many test examples of it. */
  data: z.string(),
  test: count,
  model: z.strictObject({
    /** The shape of a code. */
    codeShape: z.array(count),
    /** The number of trained numbers. */
    parameters: count,
  }),
  autoencoder: reconstructionError,
  /** The errors of other models on the same examples. */
  beside: z.array(z.strictObject({ name: z.string(), codeSize: count, ...errors })).optional(),
  /**
   * PCA of the training examples, of as many components as a code is worth, `wanted`, or as they vary
   * in; absent where a code has as many values as an input, beside which it would lose nothing.
   */
  pca: z.strictObject({ components: count, wanted: count, ...errors }).optional(),
  /** Of a model with sparse codes, what they are like. */
  sparse: sparseEvaluation.optional(),
  /** Findings besides errors on a model of its kind, by the names of the measures. */
  measures: z.record(z.string(), measurement),
  /** The distance of the exported halves from the trainer; absent where that was not measured. */
  parity: parity.optional(),
  /** Seconds of training, over all the processes that had a part in it; absent where unknown. */
  seconds: figure.optional(),
});

/** The record of what a run was measured to do: its test error beside PCA's, and what its kind asks for. */
export type Evaluation = z.infer<typeof evaluationSchema>;

/** The distance of reconstructions from their inputs, over a set of examples. */
export type ReconstructionError = z.infer<typeof reconstructionError>;

/** The figures of a model's sparse codes. */
export type SparseEvaluation = z.infer<typeof sparseEvaluation>;

/** The findings of a measure, besides errors, on a model of its kind. */
export type Measurement = z.infer<typeof measurement>;

/**
 * The distance of the exported halves from the trainer: the largest difference of a value, as a part of
 * the largest value where that is over 1.
 */
export type Parity = z.infer<typeof parity>;
