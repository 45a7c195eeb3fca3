import * as tf from "@tensorflow/tfjs";
import { isAttached } from "../heap/heap.ts";
import { rowLoss, type RowLossName } from "./row_losses.ts";

/** A loss as tfjs Layers calls it: of targets and outputs, a value for each example. */
type LayersLoss = (target: tf.Tensor, output: tf.Tensor) => tf.Tensor;

/** The losses that `compile` of tfjs Layers is given. */
type NamedLosses = Parameters<tf.LayersModel["compile"]>[0]["loss"];

/** The fields of a compiled model that are read and set here, which tfjs keeps to itself. */
interface CompiledModel {
  readonly outputNames: readonly string[];
  lossFunctions?: LayersLoss[];
}

/** The losses that have a kernel, by the names that `compile` knows them by. */
const kernels: Readonly<Record<string, RowLossName>> = {
  meanSquaredError: "squaredError",
  binaryCrossentropy: "binaryCrossEntropy",
  categoricalCrossentropy: "classCrossEntropy",
  sparseCategoricalCrossentropy: "clippedClassCrossEntropy",
};

/**
 * Lets models of tfjs Layers compute the mean squared error and the cross-entropies that `compile` is
 * given by name in one pass, and their gradients in another. What is saved of a model and the metrics that
 * go with a loss stay those of tfjs, whose own loss is computed on other backends, and of targets that have
 * another shape than the output.
 */
export function registerLayersLosses(): void {
  // A bundle may have the operations of tfjs alone.
  const { LayersModel } = tf as Partial<typeof tf>;
  if (LayersModel === undefined) return;
  const stock = LayersModel.prototype.compile;
  LayersModel.prototype.compile = function (args): void {
    stock.call(this, args);
    const model = this as unknown as CompiledModel, { outputNames, lossFunctions } = model;
    if (!Array.isArray(lossFunctions) || lossFunctions.length !== outputNames.length) return;
    // Metrics have been chosen by the losses that were there.
    model.lossFunctions = lossFunctions.map((loss, i) => {
      const kernel = kernels[nameOf(args.loss, i, outputNames) ?? ""];
      return kernel === undefined ? loss : onKernel(kernel, loss);
    });
  };
}

/** The name of the loss of an output; undefined of one that is a function. */
function nameOf(loss: NamedLosses, i: number, outputNames: readonly string[]): string | undefined {
  const own = typeof loss !== "object"
    ? loss
    : Array.isArray(loss)
    ? loss[i]
    : (loss as Readonly<Record<string, unknown>>)[outputNames[i]];
  return typeof own === "string" ? own : undefined;
}

function onKernel(kernel: RowLossName, stock: LayersLoss): LayersLoss {
  const isSparse = kernel === "clippedClassCrossEntropy";
  return (target, output) => {
    const isFit = isAttached() && output.dtype === "float32" && output.rank > 1 && output.size > 0;
    const expected = isSparse ? output.size / output.shape.at(-1)! : output.size;
    const hasShape = isSparse
      ? target.size === expected
      : tf.util.arraysEqual(target.shape, output.shape);
    if (!isFit || !hasShape) return stock(target, output);
    return tf.tidy(() => {
      const wanted = isSparse ? oneHot(target, output.shape) : tf.cast(target, "float32");
      return rowLoss(kernel, { prediction: output, target: wanted });
    });
  };
}

/** Numbers of classes as rows of zeros and a one, as tfjs makes them. */
function oneHot(target: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const numbers = tf.cast(tf.floor(tf.reshape(target, [-1])), "int32");
  const rows = tf.cast(tf.oneHot(numbers as tf.Tensor1D, shape.at(-1)!), "float32");
  return tf.reshape(rows, [...shape]);
}
