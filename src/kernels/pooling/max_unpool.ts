import * as tf from "@tensorflow/tfjs";
import { formatShape } from "../../core/shape.ts";
import { checkPositions } from "../heap/check_tensors.ts";
import { allocate, free, pointer, routines, shareMemory } from "../heap/heap.ts";
import { type PoolOptions, type PoolShape, poolShape } from "./pool_shape.ts";
import { windowScratch } from "./window_scratch.ts";

const NAME = "MaxUnpool";
const GRADIENT_NAME = "MaxUnpoolGradient";
const ACTION = "unpool values";

/** The windows that switches are of, and the images that these were cut out of. */
export type UnpoolOptions = PoolOptions & {
  /** Height and width of the images. */
  readonly outputShape: readonly [number, number];
};

/**
 * Puts each value of y [B, h, w, K] to the place of its window that its switch names, and zeros
 * elsewhere: the transpose of what `maxPool` selects, [B, H, W, K].
 *
 * Values whose windows overlap and name the same place add up. The gradient of y is dy at the named
 * places; there are no second derivatives. Throws a RangeError for shapes that differ, an
 * `outputShape` that is not pooled to y's, what `maxPool` refuses, and a switch that names no place
 * inside its window and the image; a TypeError for other types than float32 and int32 switches.
 * Zeiler et al., "Adaptive deconvolutional networks for mid and high level feature learning", 2011;
 * Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { maxPool, maxUnpool, readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const windows = { size: [2, 2], stride: [2, 2], padding: "valid" } as const;
 * const { values, switches } = maxPool(tf.tensor4d([1, 2, 4, 3], [1, 2, 2, 1]), windows);
 * const x = maxUnpool(values, switches, { ...windows, outputShape: [2, 2] });
 * assertEquals([...x.dataSync()], [0, 0, 4, 0]);
 * ```
 */
export function maxUnpool(
  y: tf.Tensor,
  switches: tf.Tensor,
  { outputShape, ...options }: UnpoolOptions,
): tf.Tensor4D {
  checkPositions(ACTION, { y, switches }, { positions: "switches", axes: "four" });
  const [batch, height, width, channels] = y.shape;
  const images = [batch, ...outputShape, channels];
  const shape = poolShape(ACTION, { shape: images, options });
  if (shape.outHeight !== height || shape.outWidth !== width) {
    throw new RangeError(
      `Cannot ${ACTION} to images of ${formatShape(outputShape)}: they are pooled to ${
        formatShape([shape.outHeight, shape.outWidth])
      }, but y has shape ${formatShape(y.shape)}`,
    );
  }
  return unpoolInto(shape, { y, switches });
}

/** `maxUnpool` with sizes that fit, which is the gradient of `maxPool` too. */
export function unpoolInto(
  shape: PoolShape,
  { y, switches }: { y: tf.Tensor; switches: tf.Tensor },
): tf.Tensor4D {
  // Switches have no gradient: a tensor that no operation made is not asked for one.
  const detached = tf.engine().makeTensorFromTensorInfo(shareMemory(switches));
  try {
    const inputs = { y, switches: detached };
    return tf.engine().runKernel(NAME, inputs, shape) as tf.Tensor as tf.Tensor4D;
  } finally {
    detached.dispose();
  }
}

/** Makes `maxUnpool` and its gradient kernels that tfjs knows. */
export function registerMaxUnpool(): void {
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => scatter(inputs as Infos, attrs as PoolShape),
  });
  tf.registerKernel({
    kernelName: GRADIENT_NAME,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { dx, switches } = inputs as Infos, shape = attrs as PoolShape;
      const dy = allocate(switches.shape), { windows } = windowScratch(shape);
      const [from, atSwitches, to] = [dx, switches, dy].map(pointer);
      routines().maxUnpoolGradient(windows, from, atSwitches, shape.batch, to);
      return dy;
    },
  });
  tf.registerGradient({
    kernelName: NAME,
    inputsToSave: ["switches"],
    gradFunc(gradient, [switches], attrs) {
      const inputs = { dx: gradient as tf.Tensor, switches };
      return { y: () => tf.engine().runKernel(GRADIENT_NAME, inputs, attrs) as tf.Tensor };
    },
  });
}

type Infos = Readonly<Record<"y" | "switches" | "dx", tf.TensorInfo>>;

function scatter({ y, switches }: Infos, shape: PoolShape): tf.TensorInfo {
  const { batch, height, width, channels } = shape;
  const images = allocate([batch, height, width, channels]), { windows } = windowScratch(shape);
  const [from, atSwitches, to] = [y, switches, images].map(pointer);
  const bad = routines().maxUnpool(windows, from, atSwitches, batch, to);
  if (bad < 0) return images;
  free(images);
  const position = tf.util.indexToLoc(bad, 4, tf.util.computeStrides(y.shape));
  throw new RangeError(
    `Cannot ${ACTION}: the switch at ${formatShape(position)} names no place inside a window of ${
      formatShape([shape.sizeHeight, shape.sizeWidth])
    } and an image of ${formatShape([height, width])}, expected those that maxPool gave`,
  );
}
