import * as tf from "@tensorflow/tfjs";
import { checkTensors } from "../heap/check_tensors.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";
import { unpoolInto } from "./max_unpool.ts";
import { type PoolOptions, type PoolShape, poolShape } from "./pool_shape.ts";
import { windowScratch } from "./window_scratch.ts";

/** The kernel `MaxPool` of tfjs gives no positions. */
const NAME = "MaxPoolWithSwitches";

/**
 * The maxima of all windows and where they were.
 *
 * No interface, so that `tf.tidy` and `tf.dispose` take it.
 */
export type Pooled = {
  /** The maxima, float32 [B, h, w, K]. */
  readonly values: tf.Tensor4D;
  /** Their positions inside their windows, row after row from 0, int32 [B, h, w, K]. */
  readonly switches: tf.Tensor4D;
};

/**
 * The largest value of each window of images x [B, H, W, K], channel by channel, and its position,
 * which `maxUnpool` puts values back to: both [B, h, w, K].
 *
 * A position counts the whole window, with its part in the padding, which is never chosen; of equal
 * values the lowest position is, and a NaN counts as the largest value. The gradient adds dy to the
 * chosen places; there are no second derivatives. Throws a RangeError for another rank than 4,
 * another padding, sizes or strides that are not whole numbers above 0, and a window larger than an
 * image that is not padded; a TypeError for another type than float32. Zeiler et al., "Adaptive
 * deconvolutional networks for mid and high level feature learning", 2011; Zeiler and Fergus,
 * "Visualizing and understanding convolutional networks", 2014.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { maxPool, readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const x = tf.tensor4d([1, 2, 4, 3], [1, 2, 2, 1]);
 * const { values, switches } = maxPool(x, { size: [2, 2], stride: [2, 2], padding: "valid" });
 * assertEquals([...values.dataSync(), ...switches.dataSync()], [4, 2]); // the third of four
 * ```
 */
export function maxPool(x: tf.Tensor, options: PoolOptions): Pooled {
  const action = "pool images";
  checkTensors(action, { x });
  const shape = poolShape(action, { shape: x.shape, options });
  const [values, switches] = tf.engine().runKernel(NAME, { x }, shape) as tf.Tensor[];
  return { values: values as tf.Tensor4D, switches: switches as tf.Tensor4D };
}

/** Makes `maxPool` a kernel that tfjs knows. */
export function registerMaxPoolWithSwitches(): void {
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { x } = inputs as { x: tf.TensorInfo };
      const shape = attrs as PoolShape, { batch, outHeight, outWidth, channels } = shape;
      const outShape = [batch, outHeight, outWidth, channels];
      const values = allocate(outShape), switches = allocate(outShape, "int32");
      const [from, to, toSwitches] = [x, values, switches].map(pointer);
      routines().maxPool(windowScratch(shape).windows, from, batch, to, toSwitches);
      return [values, switches];
    },
  });
  tf.registerGradient({
    kernelName: NAME,
    outputsToSave: [false, true],
    gradFunc(dy, [switches], attrs) {
      const [byValues] = dy as tf.Tensor[];
      return { x: () => unpoolInto(attrs as PoolShape, { y: byValues, switches }) };
    },
  });
}
