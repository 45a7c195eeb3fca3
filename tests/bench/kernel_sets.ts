import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { readKernels } from "../../src/io/read_kernels.ts";
import { type KernelBuild, type Numerics, startBackend } from "../../src/kernels/mod.ts";

/** Both sets of kernels of one backend, to run either on the same tensors. */
export interface KernelSets {
  readonly build: KernelBuild;
  /** Runs a function with the kernels and gradients that tfjs came with. */
  withStock<T>(run: () => T): T;
}

/** The kernels that `startBackend` replaces. */
const KERNELS = [
  tf.AvgPoolGrad,
  tf.BatchMatMul,
  tf.Conv2D,
  tf.Conv2DBackpropInput,
  tf.DepthwiseConv2dNative,
  tf.FusedConv2D,
  tf.FusedDepthwiseConv2D,
  tf._FusedMatMul,
  tf.Identity,
  tf.LeakyRelu,
  tf.MaxPool,
  tf.MaxPoolGrad,
  tf.Prelu,
  tf.ResizeNearestNeighbor,
  tf.ResizeNearestNeighborGrad,
  tf.Sum,
  tf.Tanh,
  tf.Transpose,
];
const GRADIENTS = [tf.LeakyRelu, tf.Relu];

/** Starts the backend and keeps what was registered before. */
export async function startBothKernelSets(numerics: Numerics): Promise<KernelSets> {
  await tf.setBackend("wasm");
  const stock = registered();
  const build = await startBackend({ binaries: await readKernels(), numerics });
  const ours = registered();
  return {
    build,
    withStock(run) {
      register(stock);
      try {
        return run();
      } finally {
        register(ours);
      }
    },
  };
}

type Registered = ReturnType<typeof registered>;

function registered() {
  return {
    kernels: KERNELS.map((name) => tf.getKernel(name, "wasm")),
    gradients: GRADIENTS.map((name) => tf.getGradient(name)),
  };
}

function register({ kernels, gradients }: Registered): void {
  for (const kernel of kernels) {
    tf.unregisterKernel(kernel.kernelName, "wasm");
    tf.registerKernel(kernel);
  }
  for (const gradient of gradients) {
    tf.unregisterGradient(gradient.kernelName);
    tf.registerGradient(gradient);
  }
}
