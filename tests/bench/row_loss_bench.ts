import * as tf from "@tensorflow/tfjs";
import { rowLoss, type RowLossName } from "../../src/kernels/learning/row_losses.ts";
import { compare, type Comparison } from "./compare.ts";

type Loss = (target: tf.Tensor, prediction: tf.Tensor) => tf.Tensor;

/** The losses of tfjs Layers that are its own metrics, too, by the kernels in their place. */
const stock: Readonly<Partial<Record<RowLossName, Loss>>> = {
  squaredError: tf.metrics.meanSquaredError,
  binaryCrossEntropy: tf.metrics.binaryCrossentropy,
  classCrossEntropy: tf.metrics.categoricalCrossentropy,
};

/** Losses of rows with their gradients, beside those of tfjs Layers. */
export function* rowLossBench(): Iterable<Comparison> {
  for (const shape of [[64, 10], [128, 784], [64, 8000]]) {
    const x = tf.softmax(tf.randomNormal(shape)), target = tf.randomUniform(shape);
    const valueAndGradient = (loss: Loss) => () =>
      tf.tidy(() => {
        tf.valueAndGrad((prediction: tf.Tensor) => tf.mean(loss(target, prediction)))(x);
      });
    for (const [name, theirs] of Object.entries(stock)) {
      yield compare({
        name: `${name} of rows, value and gradient`,
        size: shape.join(" × "),
        ours: valueAndGradient((target, prediction) =>
          rowLoss(name as RowLossName, { prediction, target })
        ),
        stock: valueAndGradient(theirs),
      });
    }
    tf.dispose([x, target]);
  }
}
