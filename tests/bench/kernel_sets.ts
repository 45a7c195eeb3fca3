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

/**
 * Starts the backend and keeps what was registered before and is no longer; what tfjs has no kernel
 * or gradient for stays ours in both sets.
 */
export async function startBothKernelSets(numerics: Numerics): Promise<KernelSets> {
  await tf.setBackend("wasm");
  const stock = registered();
  const build = await startBackend({ binaries: await readKernels(), numerics, threads: 1 });
  const swaps = [...registered()].flatMap(([name, config]) => {
    const before = stock.get(name);
    if (before === undefined || before === config) return [];
    return [{ config, ours: fieldsOf(config), stock: fieldsOf(before) }];
  });
  return {
    build,
    withStock(run) {
      // The fields of what is registered, as registering it anew takes as long as a small kernel.
      for (const { config, stock } of swaps) Object.assign(config, stock);
      try {
        return run();
      } finally {
        for (const { config, ours } of swaps) Object.assign(config, ours);
      }
    },
  };
}

type Registered = tf.KernelConfig | tf.GradConfig;

/** The kernels of the backend and the gradients of these. */
function registered(): Map<string, Registered> {
  const kernels = tf.getKernelsForBackend("wasm");
  return new Map(kernels.flatMap((kernel): [string, Registered][] => {
    const gradient = tf.getGradient(kernel.kernelName);
    const ofKernel: [string, Registered] = [kernel.kernelName, kernel];
    return gradient ? [ofKernel, [`${kernel.kernelName}, gradient`, gradient]] : [ofKernel];
  }));
}

function fieldsOf(config: Registered): object {
  if ("kernelFunc" in config) return { kernelFunc: config.kernelFunc };
  const { gradFunc, inputsToSave, outputsToSave, saveAllInputs } = config;
  return { gradFunc, inputsToSave, outputsToSave, saveAllInputs };
}
