import * as tf from "@tensorflow/tfjs";
import { allocate, pointer, routines, scratchPointer } from "../heap/heap.ts";
import { shareRange } from "../heap/threads/share_work.ts";

const VALUES_NAME = "SparseDecodeValuesGradient";
const DICTIONARY_NAME = "SparseDecodeDictionaryGradient";

/** A decoded code's gradient dy [B, D], and what it was decoded from. */
export interface SparseGradientTensors {
  readonly dy: tf.Tensor;
  /** Int32 [B, k], in the dictionary: the caller has checked that. */
  readonly indices: tf.Tensor;
  /** [B, k]. */
  readonly values: tf.Tensor;
  /** [N, D]. */
  readonly dictionary: tf.Tensor;
}

type Infos = Readonly<Record<keyof SparseGradientTensors, tf.TensorInfo>>;

/** The gradient of `sparseDecode` by the values [B, k]: dy[b] · dictionary[indices[b, j]]. */
export function sparseValuesGradient(
  { dy, indices, dictionary }: Omit<SparseGradientTensors, "values">,
): tf.Tensor {
  return tf.engine().runKernel(VALUES_NAME, { dy, indices, dictionary }) as tf.Tensor;
}

/**
 * The gradient of `sparseDecode` by the dictionary [N, D]: row n is Σ values[b, j] dy[b] over the
 * entries with index n, in their order.
 */
export function sparseDictionaryGradient(
  { dy, indices, values, dictionary }: SparseGradientTensors,
): tf.Tensor {
  const [size] = dictionary.shape;
  return tf.engine().runKernel(DICTIONARY_NAME, { dy, indices, values }, { size }) as tf.Tensor;
}

/** Makes both kernels that tfjs knows. */
export function registerSparseGradients(): void {
  tf.registerKernel({
    kernelName: VALUES_NAME,
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { dy, indices, dictionary } = inputs as Infos;
      const [rows, k] = indices.shape, [, columns] = dictionary.shape;
      const dValues = allocate([rows, k]);
      const [from, atIndices, atDictionary, to] = [dy, indices, dictionary, dValues].map(pointer);
      const range = { count: rows, step: 1, operations: rows * k * columns };
      shareRange("sparse values gradient", range, (row, size) => [
        ...["sparseValuesGradient", from + 4 * row * columns, atIndices + 4 * row * k] as const,
        ...[size, k, atDictionary, columns, to + 4 * row * k],
      ]);
      return dValues;
    },
  });
  tf.registerKernel({
    kernelName: DICTIONARY_NAME,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { dy, indices, values } = inputs as Infos;
      const { size } = attrs as { size: number };
      const [rows, k] = indices.shape, [, columns] = dy.shape;
      const dDictionary = allocate([size, columns]);
      const scratch = scratchPointer(4 * (size + 1 + rows * k));
      const [from, atIndices, atValues, to] = [dy, indices, values, dDictionary].map(pointer);
      routines().sortEntries(atIndices, rows * k, size, scratch);
      const range = { count: size, step: 1, operations: rows * k * columns };
      shareRange("sparse dictionary gradient", range, (first, count) => [
        ...["sparseDictionaryGradient", from, atValues, k, size, first, count, columns] as const,
        ...[scratch, to + 4 * first * columns],
      ]);
      return dDictionary;
    },
  });
}
