import * as tf from "@tensorflow/tfjs";
import { fillUniform } from "../../kernels/mod.ts";
import { type Draws, take } from "../draws.ts";

/** One of the classes of each row, drawn by their chances [B, classes], as rows of 0 and a 1. */
export function drawClasses(chances: tf.Tensor2D, draws: Draws): tf.Tensor2D {
  const [count, classes] = chances.shape, values = chances.dataSync();
  const uniform = tf.zeros([count, 1]), { streams, firstCounter } = take(draws, 1);
  fillUniform(uniform, streams, { firstCounter });
  const drawn = uniform.dataSync(), rows = new Float32Array(count * classes);
  uniform.dispose();
  for (let row = 0; row < count; row++) {
    let sum = 0, chosen = 0;
    // Chances whose sum is below 1 by rounding leave the rest to the last.
    while (chosen < classes - 1 && drawn[row] >= (sum += values[row * classes + chosen])) chosen++;
    rows[row * classes + chosen] = 1;
  }
  return tf.tensor2d(rows, [count, classes]);
}
