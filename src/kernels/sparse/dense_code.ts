import * as tf from "@tensorflow/tfjs";
import { checkCode } from "./check_code.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";
import type { SparseCode } from "./top_k.ts";

const NAME = "DenseCode";
const GRADIENT_NAME = "DenseCodeGradient";

type Inputs = Readonly<Record<"indices" | "values", tf.TensorInfo>>;
type GradientInputs = Readonly<Record<"indices" | "dy", tf.TensorInfo>>;

/**
 * A sparse code as a dense one, float32 [B, N]: 0 but for its entries, of which those with the same
 * index in a row are added up.
 *
 * The values get first derivatives. Throws a RangeError for shapes that do not fit and for an index
 * outside the code, a TypeError for other types than int32 indices and float32 values.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { denseCode, readKernels, startBackend, topK } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const code = topK(tf.tensor2d([[3, 1, 2]]), { k: 2 });
 * assertEquals(await denseCode(code).array(), [[3, 0, 2]]);
 * ```
 */
export function denseCode(code: SparseCode): tf.Tensor2D {
  checkCode("make a sparse code dense", code);
  const { indices, values, size } = code;
  return tf.engine().runKernel(NAME, { indices, values }, { size }) as tf.Tensor as tf.Tensor2D;
}

/** Makes `denseCode` and its gradient kernels that tfjs knows. */
export function registerDenseCode(): void {
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { indices, values } = inputs as Inputs, { size } = attrs as { size: number };
      const [rows, k] = indices.shape, y = allocate([rows, size]);
      routines().scatterRows(pointer(values), pointer(indices), 0, rows, size, k, pointer(y));
      return y;
    },
  });
  tf.registerKernel({
    kernelName: GRADIENT_NAME,
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { indices, dy } = inputs as GradientInputs;
      const [rows, k] = indices.shape, [, size] = dy.shape, dValues = allocate([rows, k]);
      routines().gatherRows(pointer(dy), pointer(indices), k, rows, size, k, pointer(dValues));
      return dValues;
    },
  });
  tf.registerGradient({
    kernelName: NAME,
    inputsToSave: ["indices"],
    gradFunc(dy, [indices]) {
      const inputs = { indices, dy: dy as tf.Tensor };
      return {
        // Indices that come from a kernel on the tape are asked for a gradient too.
        indices: () => tf.zeros(indices.shape),
        values: () => tf.engine().runKernel(GRADIENT_NAME, inputs) as tf.Tensor,
      };
    },
  });
}
