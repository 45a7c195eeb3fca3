import * as tf from "@tensorflow/tfjs";

/** The arguments of a kernel: its inputs, its attributes and the backend. */
export type KernelCall = Parameters<tf.KernelConfig["kernelFunc"]>[0];

/**
 * Registers a kernel of the WASM backend in place of the one that is there, if any, which is still
 * set up whenever the backend starts and is handed to the new one to fall back on.
 */
export function replaceKernel(
  kernelName: string,
  kernel: (call: KernelCall, stock: (call: KernelCall) => tf.TensorInfo) => tf.TensorInfo,
): void {
  const before = tf.getKernel(kernelName, "wasm");
  if (before !== undefined) tf.unregisterKernel(kernelName, "wasm");
  // No kernel that is replaced has several outputs.
  const stock = (call: KernelCall) => before.kernelFunc(call) as tf.TensorInfo;
  const kernelFunc = (call: KernelCall) => kernel(call, stock);
  tf.registerKernel({ ...before, kernelName, backendName: "wasm", kernelFunc });
}
