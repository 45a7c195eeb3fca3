import * as tf from "@tensorflow/tfjs";
import { allocate, pointer } from "../heap/heap.ts";

/** A loss as its routine in `asm/` computes it. */
export interface MeanLoss {
  /** Returns the sum of the loss, and writes the scaled gradient where the pointer is not null. */
  routine(
    prediction: number,
    target: number,
    count: number,
    scale: number,
    gradient: number,
  ): number;
  /** The gradient of one element's loss as a multiple of what the routine scales. */
  readonly factor: number;
  /** The gradient of the mean by the target, of the prediction's shape. */
  targetGradient(
    saved: { prediction: tf.Tensor; byPrediction: tf.Tensor; dy: tf.Tensor },
  ): tf.Tensor;
}

/**
 * The mean of a loss over all elements as one differentiable operation; NaN over none.
 *
 * Value and gradient come from a single pass, which makes the gradient a constant: there are no
 * second derivatives. The callers have checked that both tensors are float32 and of one shape.
 */
export function meanLoss(
  { prediction, target }: { prediction: tf.Tensor; target: tf.Tensor },
  { routine, factor, targetGradient }: MeanLoss,
): tf.Scalar {
  // Inside the operation the tape always looks stopped.
  const recording = tf.engine().isTapeOn();
  const operation = tf.customGrad((...args) => {
    const save = args[2] as unknown as (tensors: tf.Tensor[]) => void;
    const count = prediction.size;
    const gradient = recording ? allocate(prediction.shape) : undefined;
    const sum = routine(
      pointer(prediction),
      pointer(target),
      count,
      factor / count,
      gradient ? pointer(gradient) : 0,
    );
    if (gradient) save([prediction, tf.engine().makeTensorFromTensorInfo(gradient)]);
    return {
      value: tf.scalar(sum / count),
      gradFunc(dy: tf.Tensor, saved: tf.Tensor[]) {
        const byPrediction = tf.mul(saved[1], dy);
        return [byPrediction, targetGradient({ prediction: saved[0], byPrediction, dy })];
      },
    };
  });
  return operation(prediction, target) as tf.Scalar;
}
