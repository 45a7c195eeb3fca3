import * as tf from "@tensorflow/tfjs";

/** The ingredients of the gradient of an operator. */
export interface GradientCall {
  readonly dy: tf.Tensor;
  /** The tensors that `inputsToSave` of the replaced gradient names. */
  readonly saved: readonly tf.Tensor[];
  readonly attrs: tf.NamedAttrMap;
  /** The gradients that tfjs itself would give. */
  stock(): Gradients;
}

/** Functions that compute the gradient of each input, by its name. */
export type Gradients = Readonly<Record<string, () => tf.Tensor>>;

/** Replaces the gradient that tfjs registered for a kernel, where the backend is the WASM one. */
export function replaceGradient(name: string, gradients: (call: GradientCall) => Gradients): void {
  const stock = tf.getGradient(name);
  tf.unregisterGradient(name);
  tf.registerGradient({
    ...stock,
    gradFunc(dy, saved, attrs) {
      const ofStock = () => stock.gradFunc(dy, saved, attrs) as Gradients;
      if (tf.getBackend() !== "wasm") return ofStock();
      return gradients({ dy: dy as tf.Tensor, saved, attrs, stock: ofStock });
    },
  });
}

/**
 * Registers a kernel of the WASM backend in place of the one that is there, if any, which is still
 * set up whenever the backend starts, as the new one may fall back on it.
 */
export function replaceKernel(
  kernelName: string,
  kernelFunc: (call: Parameters<tf.KernelConfig["kernelFunc"]>[0]) => tf.TensorInfo,
): void {
  const stock = tf.getKernel(kernelName, "wasm");
  if (stock !== undefined) tf.unregisterKernel(kernelName, "wasm");
  tf.registerKernel({ ...stock, kernelName, backendName: "wasm", kernelFunc });
}
