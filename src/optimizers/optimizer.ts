import type { Tensor } from "@tensorflow/tfjs";
import type { z } from "zod";

/** A rule that moves a parameter by its gradient. */
export interface Optimizer<Options> {
  /** The names of the tensors, shaped like the parameter and zero at first, that it keeps per parameter. */
  slots(options: Options): readonly string[];
  /** Moves the parameter and its slots in place. */
  update(tensors: UpdateTensors, options: Options & UpdateOptions): void;
}

/** The tensors of one parameter's update. */
export interface UpdateTensors {
  readonly param: Tensor;
  readonly gradient: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
}

/** The values that change from step to step. */
export interface UpdateOptions {
  readonly learningRate: number;
  /** The number of this step, from 1. */
  readonly step: number;
  /** The factor of the gradient: less than 1 where its norm is clipped. */
  readonly gradientScale: number;
}

/** An optimizer with the schema of its options, for the registry. */
export function defineOptimizer<Schema extends z.ZodObject>(
  optimizer: Optimizer<z.output<Schema>> & { readonly schema: Schema },
) {
  return optimizer;
}
