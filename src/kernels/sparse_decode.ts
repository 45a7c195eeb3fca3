import * as tf from "@tensorflow/tfjs";
import { formatShape, sameShape, sizeOf } from "../core/shape.ts";
import { checkTensors } from "./check_tensors.ts";
import { allocate, pointer, routines } from "./heap.ts";
import {
  registerSparseGradients,
  sparseDictionaryGradient,
  sparseValuesGradient,
} from "./sparse_gradients.ts";
import type { SparseCode } from "./top_k.ts";

const NAME = "SparseDecode";

type Inputs = Readonly<Record<"indices" | "values" | "dictionary", tf.TensorInfo>>;

/**
 * The product of a sparse code and a dictionary, Σⱼ valuesⱼ · dictionary[indicesⱼ]: indices and
 * values [B, k] and dictionary [N, D] to [B, D].
 *
 * Values and dictionary get first derivatives; the code is never made dense, here or there. An index
 * may come twice in a row. Throws a RangeError for shapes that do not fit and for an index outside
 * the dictionary, a TypeError for other types than int32 indices and float32.
 */
export function sparseDecode({ indices, values }: SparseCode, dictionary: tf.Tensor): tf.Tensor2D {
  checkCode({ indices, values }, dictionary);
  const inputs = { indices, values, dictionary };
  return tf.engine().runKernel(NAME, inputs) as tf.Tensor as tf.Tensor2D;
}

/** Makes `sparseDecode` and its gradients kernels that tfjs knows. */
export function registerSparseDecode(): void {
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { indices, values, dictionary } = inputs as Inputs;
      const [rows, k] = indices.shape, [, columns] = dictionary.shape;
      const y = allocate([rows, columns]);
      const [atIndices, atValues, atDictionary] = [indices, values, dictionary].map(pointer);
      routines().sparseDecode(atIndices, atValues, rows, k, atDictionary, columns, pointer(y));
      return y;
    },
  });
  registerSparseGradients();
  tf.registerGradient({
    kernelName: NAME,
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

function checkCode({ indices, values }: SparseCode, dictionary: tf.Tensor): void {
  const action = "decode a sparse code";
  checkTensors(action, { values });
  checkTensors(action, { dictionary });
  if (indices.dtype !== "int32") {
    throw new TypeError(
      `Cannot ${action}: indices is of type ${indices.dtype}, expected int32`,
    );
  }
  if (!sameShape(indices.shape, values.shape) || values.rank !== 2) {
    throw new RangeError(
      `Cannot ${action}: indices has shape ${formatShape(indices.shape)} and values ${
        formatShape(values.shape)
      }, expected the same two axes`,
    );
  }
  if (dictionary.rank !== 2) {
    throw new RangeError(
      `Cannot ${action}: dictionary has shape ${formatShape(dictionary.shape)}, expected two axes`,
    );
  }
  const [size] = dictionary.shape;
  const bad = routines().firstOutside(pointer(indices), sizeOf(indices.shape), size);
  if (bad >= 0) {
    throw new RangeError(
      `Cannot ${action}: index ${indices.dataSync()[bad]} in row ${
        Math.floor(bad / indices.shape[1])
      } is outside a dictionary of ${size} entries, which are counted from 0`,
    );
  }
}
