import * as tf from "@tensorflow/tfjs";
import { checkTensors } from "../heap/check_tensors.ts";
import { routines } from "../heap/heap.ts";
import { meanLoss } from "./mean_loss.ts";

/**
 * Binary cross-entropy of sigmoid(x) against targets t in [0, 1], the mean over all elements of
 * max(x, 0) − x t + ln(1 + e^−|x|), in nats.
 *
 * Logits and target are of one shape; both get first derivatives. Accurate for logits of any size.
 * Throws a RangeError where the shapes differ, a TypeError for another type than float32.
 */
export function sigmoidCrossEntropy(logits: tf.Tensor, target: tf.Tensor): tf.Scalar {
  checkTensors("compute the cross-entropy", { logits, target });
  return meanLoss({ prediction: logits, target }, {
    routine: routines().sigmoidCrossEntropy,
    factor: 1,
    targetGradient: ({ prediction, dy }) => tf.mul(prediction, tf.div(dy, -prediction.size)),
  });
}
