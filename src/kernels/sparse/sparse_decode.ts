import * as tf from "@tensorflow/tfjs";
import { formatShape } from "../../core/shape.ts";
import { checkCode } from "./check_code.ts";
import { checkTensors } from "../heap/check_tensors.ts";
import { allocate, pointer } from "../heap/heap.ts";
import { shareRange } from "../heap/threads/share_work.ts";
import {
  registerSparseGradients,
  sparseDictionaryGradient,
  sparseValuesGradient,
} from "./sparse_gradients.ts";
import type { SparseCode } from "./top_k.ts";

/** The name by which tfjs knows the kernel. */
export const SPARSE_DECODE = "SparseDecode";

type Inputs = Readonly<Record<"indices" | "values" | "dictionary", tf.TensorInfo>>;

/**
 * The product of a sparse code and a dictionary, Σⱼ valuesⱼ · dictionary[indicesⱼ]: indices and
 * values [B, k] and dictionary [N, D] to [B, D].
 *
 * Values and dictionary get first derivatives; the code is never made dense, here or there. An index
 * may come twice in a row, and entries of value 0 may be passed over. Throws a RangeError for shapes
 * that do not fit and for an index outside the dictionary, a TypeError for other types than int32 indices and float32.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { readKernels, sparseDecode, startBackend, topK } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const dictionary = tf.tensor2d([[1, 0], [0, 1], [1, 1]]);
 * const code = topK(tf.tensor2d([[5, 1, 2]]), { k: 2 });
 * assertEquals(await sparseDecode(code, dictionary).array(), [[7, 2]]); // 5 (1, 0) + 2 (1, 1)
 * ```
 */
export function sparseDecode(code: SparseCode, dictionary: tf.Tensor): tf.Tensor2D {
  const action = "decode a sparse code", { indices, values, size } = code;
  checkTensors(action, { dictionary });
  checkCode(action, code);
  if (dictionary.rank !== 2 || dictionary.shape[0] !== size) {
    throw new RangeError(
      `Cannot ${action}: dictionary has shape ${formatShape(dictionary.shape)}, ` +
        `expected two axes, the first of ${size} entries as in the code`,
    );
  }
  const inputs = { indices, values, dictionary };
  return tf.engine().runKernel(SPARSE_DECODE, inputs) as tf.Tensor as tf.Tensor2D;
}

/** Makes `sparseDecode` and its gradients kernels that tfjs knows. */
export function registerSparseDecode(): void {
  tf.registerKernel({
    kernelName: SPARSE_DECODE,
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { indices, values, dictionary } = inputs as Inputs;
      const [rows, k] = indices.shape, [, columns] = dictionary.shape;
      const y = allocate([rows, columns]);
      const [atIndices, atValues, atDictionary] = [indices, values, dictionary].map(pointer);
      const to = pointer(y), range = { count: rows, step: 1, operations: rows * k * columns };
      shareRange("sparse decode", range, (from, size) => [
        ...["sparseDecode", atIndices + 4 * from * k, atValues + 4 * from * k] as const,
        ...[size, k, atDictionary, columns, to + 4 * from * columns],
      ]);
      return y;
    },
  });
  registerSparseGradients();
  tf.registerGradient({
    kernelName: SPARSE_DECODE,
    inputsToSave: ["indices", "values", "dictionary"],
    gradFunc(gradient, saved) {
      const dy = gradient as tf.Tensor, [indices, values, dictionary] = saved;
      return {
        // Indices that come from a kernel on the tape are asked for a gradient too.
        indices: () => tf.zeros(indices.shape),
        values: () => sparseValuesGradient({ dy, indices, dictionary }),
        dictionary: () => sparseDictionaryGradient({ dy, indices, values, dictionary }),
      };
    },
  });
}
