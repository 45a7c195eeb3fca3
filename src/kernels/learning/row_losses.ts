import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { allocate, pointer, routines, scratchPointer } from "../heap/heap.ts";

/** The losses that are computed row by row, over the last axis. */
export type RowLossName =
  | "squaredError"
  | "binaryCrossEntropy"
  | "classCrossEntropy"
  | "clippedClassCrossEntropy";

/** The tensors of a loss: two of float32, of one shape with one axis or more. */
export interface RowLossTensors {
  readonly prediction: tf.Tensor;
  readonly target: tf.Tensor;
}

/** A loss as its two routines compute it. */
interface RowLoss {
  values(places: Places, sizes: Sizes, out: number): void;
  slopes(places: Places, dy: number, sizes: Sizes, out: number): void;
  /** The gradient of the rows' sum by the target, each row weighed by dy [rows, 1]. */
  targetGradient(tensors: RowLossTensors, dy: tf.Tensor): tf.Tensor;
}

type Places = readonly [prediction: number, target: number];
type Sizes = readonly [rows: number, width: number];

const NAME = "RowLoss";

/**
 * The loss of each row [..., D] → [...], a value and a gradient in one pass each where tfjs makes some
 * twenty tensors: the mean squared error, or the cross-entropy of probabilities of the row's values
 * (the mean) or of its classes (the sum). Probabilities are kept ε apart from 0 and 1, those of classes
 * are divided by their sum before, and are kept apart twice, before that too, where it is `clipped`.
 *
 * Both get first derivatives; there are no second ones. The callers have checked types and shapes.
 */
export function rowLoss(loss: RowLossName, tensors: RowLossTensors): tf.Tensor {
  return tf.engine().runKernel(NAME, { ...tensors }, { loss }) as tf.Tensor;
}

/** Makes the losses of rows a kernel with a gradient that tfjs knows. */
export function registerRowLosses(): void {
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { prediction, target } = inputs as Readonly<Record<string, tf.TensorInfo>>;
      const { loss } = attrs as unknown as Attributes;
      const out = allocate(prediction.shape.slice(0, -1));
      // A tensor of another backend is brought here for its place, by which the heap may grow.
      const places = [pointer(prediction), pointer(target)] as const;
      losses[loss].values(places, sizesOf(prediction), pointer(out));
      return out;
    },
  });
  tf.registerGradient({
    kernelName: NAME,
    inputsToSave: ["prediction", "target"],
    gradFunc(gradient, [prediction, target], attrs) {
      const { loss } = attrs as unknown as Attributes, dy = gradient as tf.Tensor;
      return {
        prediction() {
          const out = allocate(prediction.shape);
          const places = [pointer(prediction), pointer(target)] as const;
          losses[loss].slopes(places, pointer(dy), sizesOf(prediction), pointer(out));
          return tf.engine().makeTensorFromTensorInfo(out);
        },
        target: () =>
          losses[loss].targetGradient({ prediction, target }, tf.expandDims(dy, dy.rank)),
      };
    },
  });
}

interface Attributes {
  readonly loss: RowLossName;
}

const losses: Readonly<Record<RowLossName, RowLoss>> = {
  squaredError: {
    values: (places, sizes, out) => routines().squaredErrorRows(...places, ...sizes, out),
    slopes: (places, dy, sizes, out) =>
      routines().squaredErrorRowsGradient(...places, dy, ...sizes, out),
    targetGradient: ({ prediction, target }, dy) =>
      tf.mul(tf.sub(target, prediction), tf.mul(dy, 2 / prediction.shape.at(-1)!)),
  },
  binaryCrossEntropy: {
    values: (places, sizes, out) =>
      routines().binaryCrossEntropyRows(...places, ...sizes, epsilon(), logarithms(), out),
    slopes: (places, dy, sizes, out) =>
      routines().binaryCrossEntropyGradient(...places, dy, ...sizes, epsilon(), out),
    targetGradient({ prediction }, dy) {
      const p = inside(prediction), odds = tf.div(tf.sub(1, p), p);
      return tf.mul(tf.log(odds), tf.div(dy, prediction.shape.at(-1)!));
    },
  },
  classCrossEntropy: classLoss({ isClipped: false }),
  clippedClassCrossEntropy: classLoss({ isClipped: true }),
};

function classLoss({ isClipped }: { readonly isClipped: boolean }): RowLoss {
  const bounds = () =>
    isClipped ? [epsilon(), 1 - epsilon()] as const : [-Infinity, Infinity] as const;
  return {
    values: (places, sizes, out) =>
      routines().classCrossEntropyRows(
        ...places,
        ...sizes,
        ...bounds(),
        epsilon(),
        logarithms(),
        out,
      ),
    slopes: (places, dy, sizes, out) =>
      routines().classCrossEntropyGradient(...places, dy, ...sizes, ...bounds(), epsilon(), out),
    targetGradient({ prediction }, dy) {
      const p = isClipped ? inside(prediction) : prediction;
      return tf.mul(tf.neg(tf.log(inside(tf.div(p, tf.sum(p, -1, true))))), dy);
    },
  };
}

function inside(x: tf.Tensor): tf.Tensor {
  return tf.clipByValue(x, epsilon(), 1 - epsilon());
}

/** The least probability, tfjs's own. */
function epsilon(): number {
  return tf.backend().epsilon();
}

function logarithms(): number {
  return scratchPointer(routines().logarithmScratch());
}

function sizesOf({ shape }: tf.TensorInfo): Sizes {
  return [sizeOf(shape.slice(0, -1)), shape.at(-1)!];
}
