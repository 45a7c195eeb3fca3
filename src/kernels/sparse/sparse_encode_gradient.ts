import * as tf from "@tensorflow/tfjs";
import { allocate, pointer, routines } from "../heap/heap.ts";
import { SPARSE_DECODE } from "./sparse_decode.ts";
import { sparseDictionaryGradient } from "./sparse_gradients.ts";

const BIAS_NAME = "SparseEncodeBiasGradient";

/** The gradients of chosen pre-activations, and which they are: those of both codes side by side. */
type Entries = { readonly indices: tf.Tensor; readonly values: tf.Tensor };

/**
 * Makes the gradients of the kernel `name` known to tfjs.
 *
 * A pre-activation x · w + b hands its gradient g on as g x to the row w, as g to b and as g w to x:
 * a sparse outer product, sums of sparse columns and a sparse decoding.
 */
export function registerSparseEncodeGradient(name: string): void {
  tf.registerKernel({
    kernelName: BIAS_NAME,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { indices, values } = inputs as Record<keyof Entries, tf.TensorInfo>;
      const { size } = attrs as { size: number }, [rows, width] = indices.shape;
      const sums = allocate([size]), [from, fromValues, to] = [indices, values, sums].map(pointer);
      routines().sparseColumnSums(from, fromValues, rows * width, size, to);
      return sums;
    },
  });
  tf.registerGradient({
    kernelName: name,
    inputsToSave: ["x", "weight"],
    outputsToSave: [true, true, true, true],
    gradFunc(dy, [x, weight, ...outputs], attrs) {
      const { rectified } = attrs as { rectified: boolean };
      // One list for all three gradients, made before the first is asked for.
      const entries = joinEntries(dy as tf.Tensor[], { outputs, rectified });
      const run = (kernel: string, inputs: tf.NamedTensorMap, attrs?: tf.NamedAttrMap) =>
        tf.engine().runKernel(kernel, inputs, attrs) as tf.Tensor;
      return {
        x: () => run(SPARSE_DECODE, { ...entries, dictionary: weight }),
        weight: () => sparseDictionaryGradient({ ...entries, dy: x, dictionary: weight }),
        bias: () => run(BIAS_NAME, entries, { size: weight.shape[0] }),
      };
    },
  });
}

/** Auxiliary codes are always rectified, as every batch is: what is 0 has no gradient. */
function joinEntries(
  dy: readonly tf.Tensor[],
  { outputs, rectified }: { outputs: readonly tf.Tensor[]; rectified: boolean },
): Entries {
  const [rows] = outputs[0].shape as [number, number];
  // Indices and values of a code are equally wide.
  const width = outputs.reduce((sum, { size }) => sum + size, 0) / 2 / Math.max(rows, 1);
  const infos = [allocate([rows, width], "int32"), allocate([rows, width])];
  const [toIndices, toValues] = infos.map(pointer);
  let first = 0;
  for (let i = 0; i < outputs.length; i += 2) {
    const [indices, values] = [outputs[i], outputs[i + 1]], [, k] = indices.shape;
    routines().joinEntries(
      pointer(dy[i + 1]),
      pointer(indices),
      rectified || i > 0 ? pointer(values) : 0,
      rows,
      k,
      width,
      toIndices + 4 * first,
      toValues + 4 * first,
    );
    first += k;
  }
  const [indices, values] = infos.map((info) => tf.engine().makeTensorFromTensorInfo(info));
  return { indices, values };
}
