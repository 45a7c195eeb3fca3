import * as tf from "@tensorflow/tfjs";
import { replaceGradient } from "../heap/replace_gradient.ts";

/**
 * Gives `tf.cumsum` its gradient along any axis, the sum from the other end: tfjs transposes that
 * where the axis is not the last.
 */
export function registerCumulativeSumGradient(): void {
  replaceGradient(tf.Cumsum, ({ dy, attrs }) => ({
    x() {
      const { axis, exclusive, reverse } = attrs as unknown as tf.CumsumAttrs;
      return tf.cumsum(dy, axis, exclusive, !reverse);
    },
  }));
}
