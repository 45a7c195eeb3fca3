import * as tf from "@tensorflow/tfjs";
import { checkTensors } from "../heap/check_tensors.ts";
import { routines } from "../heap/heap.ts";
import { meanLoss } from "./mean_loss.ts";

/**
 * The mean over all elements of (prediction − target)².
 *
 * Both are of one shape and both get first derivatives. Throws a RangeError where the shapes
 * differ, a TypeError for another type than float32.
 */
export function meanSquaredError(prediction: tf.Tensor, target: tf.Tensor): tf.Scalar {
  checkTensors("compute the squared error", { prediction, target });
  return meanLoss({ prediction, target }, {
    routine: routines().squaredError,
    factor: 2,
    targetGradient: ({ byPrediction }) => tf.neg(byPrediction),
  });
}
