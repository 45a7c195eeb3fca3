import * as tf from "@tensorflow/tfjs";
import { formatShape } from "../../core/shape.ts";
import { checkTensors } from "../heap/check_tensors.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";

const NAME = "UpSample";
const GRADIENT_NAME = "UpSampleGradient";

/** The times that a pixel is repeated; no interface, so that kernels take it as attributes. */
export type Factors = { readonly factorHeight: number; readonly factorWidth: number };

/**
 * Repeats every pixel of images x [B, h, w, K], `factors` times down and across, to
 * [B, h · factors[0], w · factors[1], K].
 *
 * y[b, i, j, k] = x[b, ⌊i / factors[0]⌋, ⌊j / factors[1]⌋, k]; the gradient sums dy over each block.
 * Throws a RangeError for another rank than 4 and factors that are not whole numbers above 0, a
 * TypeError for another type than float32.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { readKernels, startBackend, upSample } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const y = upSample(tf.tensor4d([1, 2], [1, 1, 2, 1]), [2, 2]);
 * assertEquals([...y.dataSync()], [1, 1, 2, 2, 1, 1, 2, 2]);
 * ```
 */
export function upSample(x: tf.Tensor, factors: readonly [number, number]): tf.Tensor4D {
  const attrs = check("repeat the pixels of images", { x, factors });
  return tf.engine().runKernel(NAME, { x }, attrs) as tf.Tensor as tf.Tensor4D;
}

/**
 * The sums of images x [B, H, W, K] over blocks of `factors` pixels, [B, H / factors[0],
 * W / factors[1], K]: the transpose of `upSample`, which is its gradient.
 *
 * Throws what `upSample` throws, and a RangeError for images that blocks do not fill.
 */
export function sumBlocks(x: tf.Tensor, factors: readonly [number, number]): tf.Tensor4D {
  const action = "sum the blocks of images", attrs = check(action, { x, factors });
  if (factors.some((factor, axis) => x.shape[axis + 1] % factor !== 0)) {
    throw new RangeError(
      `Cannot ${action} of shape ${formatShape(x.shape)}: blocks of ${
        formatShape(factors)
      } do not fill them`,
    );
  }
  return tf.engine().runKernel(GRADIENT_NAME, { dy: x }, attrs) as tf.Tensor as tf.Tensor4D;
}

function check(
  action: string,
  { x, factors }: { x: tf.Tensor; factors: readonly [number, number] },
): Factors {
  checkTensors(action, { x });
  if (x.rank !== 4) {
    throw new RangeError(
      `Cannot ${action}: x has shape ${formatShape(x.shape)}, expected four axes`,
    );
  }
  if (factors.length !== 2 || !factors.every((value) => Number.isInteger(value) && value >= 1)) {
    throw new RangeError(
      `Cannot ${action}: the factors are ${
        formatShape(factors)
      }, expected two whole numbers above 0`,
    );
  }
  const [factorHeight, factorWidth] = factors;
  return { factorHeight, factorWidth };
}

/** Makes `upSample` and its gradient kernels that tfjs knows. */
export function registerUpSample(): void {
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => repeatPixels(inputs.x as tf.TensorInfo, attrs as Factors),
  });
  tf.registerKernel({
    kernelName: GRADIENT_NAME,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => sumPixels(inputs.dy as tf.TensorInfo, attrs as Factors),
  });
  tf.registerGradient({
    kernelName: NAME,
    gradFunc(gradient, _saved, attrs) {
      const dy = gradient as tf.Tensor;
      return { x: () => tf.engine().runKernel(GRADIENT_NAME, { dy }, attrs) as tf.Tensor };
    },
  });
  // Both are linear, and each is the other's gradient.
  tf.registerGradient({
    kernelName: GRADIENT_NAME,
    gradFunc(gradient, _saved, attrs) {
      const x = gradient as tf.Tensor;
      return { dy: () => tf.engine().runKernel(NAME, { x }, attrs) as tf.Tensor };
    },
  });
}

/** `upSample` on the heap, of images that fit. */
export function repeatPixels(
  x: tf.TensorInfo,
  { factorHeight, factorWidth }: Factors,
): tf.TensorInfo {
  const [batch, height, width, channels] = x.shape;
  const y = allocate([batch, height * factorHeight, width * factorWidth, channels]);
  const sizes = [batch * height, width, channels, factorHeight, factorWidth] as const;
  routines().upSample(pointer(x), ...sizes, pointer(y));
  return y;
}

/** `sumBlocks` on the heap, of images that fit. */
export function sumPixels(
  dy: tf.TensorInfo,
  { factorHeight, factorWidth }: Factors,
): tf.TensorInfo {
  const [batch, outHeight, outWidth, channels] = dy.shape;
  const height = outHeight / factorHeight, width = outWidth / factorWidth;
  const dx = allocate([batch, height, width, channels]);
  const sizes = [batch * height, width, channels, factorHeight, factorWidth] as const;
  routines().upSampleGradient(pointer(dy), ...sizes, pointer(dx));
  return dx;
}
