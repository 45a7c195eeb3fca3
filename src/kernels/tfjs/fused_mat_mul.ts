import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { free, runStock } from "../heap/heap.ts";
import { matrixProduct } from "../products/matrix_product.ts";

/** The activations that are a clamp, [lowest, highest]: done while a block is in the cache. */
const clamps: Readonly<Record<string, readonly [number, number]>> = {
  linear: [-Infinity, Infinity],
  relu: [0, Infinity],
  relu6: [0, 6],
};

/** The kernels of tfjs for the other activations, too dear to be helped by fusing. */
const kernelNames: Readonly<Record<string, string>> = {
  elu: tf.Elu,
  leakyrelu: tf.LeakyRelu,
  prelu: tf.Prelu,
  sigmoid: tf.Sigmoid,
};

/**
 * Puts our matrix product under `tf.fused.matMul`: activation(A B + bias).
 *
 * A [..., M, K] and B [..., K, N], or their transposes, and any bias that broadcasts to the result
 * [..., M, N]. Throws a RangeError for an unknown activation.
 */
export function registerFusedMatMul(): void {
  tf.unregisterKernel(tf._FusedMatMul, "wasm");
  tf.registerKernel({
    kernelName: tf._FusedMatMul,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) =>
      fusedMatMul(
        inputs as tf._FusedMatMulInputs,
        attrs as unknown as tf._FusedMatMulAttrs,
      ),
  });
}

function fusedMatMul(
  { a, b, bias, preluActivationWeights }: tf._FusedMatMulInputs,
  { transposeA, transposeB, activation, leakyreluAlpha }: tf._FusedMatMulAttrs,
): tf.TensorInfo {
  const kernelName = kernelNames[activation];
  if (kernelName === undefined && clamps[activation] === undefined) {
    throw new RangeError(
      `Cannot fuse activation "${activation}" with a matrix product: expected one of ${
        [...Object.keys(clamps), ...Object.keys(kernelNames)].join(", ")
      }`,
    );
  }
  const columns = b.shape[b.shape.length - (transposeB ? 2 : 1)];
  const fusesBias = bias !== undefined && bias !== null && sizeOf(bias.shape) === columns &&
    bias.shape[bias.shape.length - 1] === columns;
  const addsBias = bias !== undefined && bias !== null && !fusesBias;
  const [lowest, highest] = addsBias ? clamps.linear : clamps[activation] ?? clamps.linear;
  let result = matrixProduct({ a, b }, {
    transposeA,
    transposeB,
    bias: fusesBias ? bias : undefined,
    lowest,
    highest,
  });
  const apply = (name: string, inputs: tf.NamedTensorInfoMap, attrs = {}) => {
    const next = runStock(name, inputs, attrs);
    free(result);
    result = next;
  };
  if (addsBias) {
    apply(tf.Add, { a: result, b: bias });
    if (activation === "relu") apply(tf.Relu, { x: result });
    if (activation === "relu6") apply(tf.Relu6, { x: result });
  }
  if (kernelName === tf.Prelu) apply(kernelName, { x: result, alpha: preluActivationWeights });
  else if (kernelName) apply(kernelName, { x: result }, { alpha: leakyreluAlpha });
  return result;
}
