import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { free } from "../heap/heap.ts";
import { type KernelCall, replaceKernel } from "../heap/replace_kernel.ts";
import { matrixProduct } from "../products/matrix_product.ts";

/** The activations that are a clamp, [lowest, highest]: done while a block is in the cache. */
const clamps: Readonly<Record<string, readonly [number, number]>> = {
  linear: [-Infinity, Infinity],
  relu: [0, Infinity],
  relu6: [0, 6],
};

/** The kernels for the other activations, too dear to be helped by fusing. */
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
  replaceKernel(tf._FusedMatMul, fusedMatMul);
}

function fusedMatMul({ inputs, attrs, backend }: KernelCall): tf.TensorInfo {
  const { a, b, bias, preluActivationWeights } = inputs as tf._FusedMatMulInputs;
  const { transposeA, transposeB, activation, leakyreluAlpha } =
    attrs as unknown as tf._FusedMatMulAttrs;
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
    const next = runRegistered(name, { inputs, attrs, backend });
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

/** Runs the kernel that is registered by this name, ours or that of tfjs; its inputs stay. */
function runRegistered(name: string, call: KernelCall): tf.TensorInfo {
  return tf.getKernel(name, "wasm").kernelFunc(call) as tf.TensorInfo;
}
