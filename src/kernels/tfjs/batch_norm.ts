import * as tf from "@tensorflow/tfjs";
import { replaceKernel } from "../heap/replace_kernel.ts";

/**
 * Lets `tf.batchNorm` be differentiated without a scale or an offset, where tfjs stumbles over what
 * is not there.
 */
export function registerBatchNorm(): void {
  replaceKernel(tf.FusedBatchNorm, (call, stock) => {
    const { inputs } = call, { mean } = inputs as { mean: tf.TensorInfo };
    // These are the inputs that the tape keeps, so what is missing has to go there.
    inputs.scale ??= tf.ones(mean.shape);
    inputs.offset ??= tf.zeros(mean.shape);
    return stock(call);
  });
}
