import * as tf from "@tensorflow/tfjs";
import { replaceGradient } from "../heap/replace_gradient.ts";

/**
 * Gives `tf.mirrorPad` its gradient: what was mirrored adds up where it came from. tfjs only cuts the
 * padding off.
 */
export function registerMirrorPadGradient(): void {
  replaceGradient(tf.MirrorPad, ({ dy, saved: [x], attrs }) => ({
    x() {
      const { paddings, mode } = attrs as unknown as tf.MirrorPadAttrs;
      // A reflection leaves the outermost value out, a symmetric one repeats it.
      const apart = mode === "reflect" ? 1 : 0;
      return paddings.reduce(
        (gradient, padding, axis) => fold(gradient, { padding, axis, size: x.shape[axis], apart }),
        dy,
      );
    },
  }));
}

/** Adds what is before and after `size` values of one axis to those that it mirrors. */
function fold(
  dy: tf.Tensor,
  { padding: [before, after], axis, size, apart }: {
    padding: [number, number];
    axis: number;
    size: number;
    apart: number;
  },
): tf.Tensor {
  if (before === 0 && after === 0) return dy;
  const [first, middle, last] = tf.split(dy, [before, size, after], axis);
  const place = (part: tf.Tensor, at: number) => {
    const around = part.shape.map((length, i): [number, number] =>
      i === axis ? [at, size - at - length] : [0, 0]
    );
    return tf.pad(tf.reverse(part, axis), around);
  };
  let sum = middle;
  if (before > 0) sum = tf.add(sum, place(first, apart));
  if (after > 0) sum = tf.add(sum, place(last, size - apart - after));
  return sum;
}
