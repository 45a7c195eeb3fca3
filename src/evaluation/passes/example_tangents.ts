import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import type { Examples } from "../../data/mod.ts";
import { type Tangents, tangents } from "../statistics/mod.ts";
import { encoderJacobian, type TrainedModel } from "../../model/mod.ts";
import { toTensors } from "../../training/mod.ts";
import { mapJacobianBatches } from "./jacobian_batches.ts";

/**
 * The singular values of an encoder's Jacobian at each of some examples, and its `directions` leading
 * tangents; needs the backend.
 *
 * Throws a RangeError, one sentence, for more directions than there are, and for an encoder without a
 * Jacobian.
 */
export function exampleTangents(
  { plan, params }: TrainedModel,
  examples: Examples,
  { directions }: { directions: number },
): Tangents[] {
  const tensors = toTensors(params), products = sizeOf(plan.codeShape);
  try {
    return mapJacobianBatches(
      examples,
      { plan, params: tensors, products },
      ({ x, options }) =>
        tf.unstack(encoderJacobian(plan, x, options)).map((jacobian) =>
          tangents({
            shape: jacobian.shape,
            values: Float32Array.from(jacobian.dataSync()),
          }, directions)
        ),
    ).flat();
  } finally {
    tf.dispose(tensors);
  }
}
