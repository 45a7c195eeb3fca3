import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../core/shape.ts";
import { denseCode } from "../kernels/mod.ts";
import type { Value } from "../layers/mod.ts";

/**
 * A code as rows [B, C], whatever its shape.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { codeRows, readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * assertEquals(codeRows(tf.ones([2, 3, 4])).shape, [2, 12]);
 * ```
 */
export function codeRows(code: Value): tf.Tensor2D {
  const dense = "indices" in code ? denseCode(code) : code;
  return tf.reshape(dense, [dense.shape[0], sizeOf(dense.shape.slice(1))]);
}
