import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-backend-wasm";
import { registerAdamOptimizer } from "./learning/adam_optimizer.ts";
import { registerBatchMatMul } from "./products/batch_mat_mul.ts";
import { registerBiasedConvolutions } from "./convolution/biased_convolution.ts";
import { registerConv2d } from "./convolution/conv2d.ts";
import { registerConv2dGradient } from "./convolution/conv2d_dilation.ts";
import { registerFilterGradient, registerInputGradient } from "./convolution/conv2d_gradients.ts";
import { registerDenseCode } from "./sparse/dense_code.ts";
import { sha256 } from "../core/sha256.ts";
import { threadsToUse } from "../host/processors.ts";
import { sharingMemory } from "./heap/threads/share_backend.ts";
import { attachKernels, detachIfReset } from "./heap/heap.ts";
import { registerFreshWeights } from "./convolution/fresh_weights.ts";
import { registerIdentity } from "./elementwise/identity.ts";
import { registerLayersLosses } from "./learning/layers_losses.ts";
import { registerLeakyRelu } from "./elementwise/leaky_relu.ts";
import { registerMaxPoolWithSwitches } from "./pooling/max_pool.ts";
import { registerMaxUnpool } from "./pooling/max_unpool.ts";
import { registerGather } from "./sparse/gather.ts";
import { registerReluGradient } from "./elementwise/relu_gradient.ts";
import { registerRowLosses } from "./learning/row_losses.ts";
import { registerSegmentSum } from "./sparse/segment_sum.ts";
import { registerSparseDecode } from "./sparse/sparse_decode.ts";
import { registerSparseEncode } from "./sparse/sparse_encode_kernel.ts";
import { registerSlice } from "./elementwise/slice.ts";
import { registerSum } from "./elementwise/sum.ts";
import { registerTanh } from "./elementwise/tanh.ts";
import { registerTfjsOperators } from "./tfjs/tfjs_operators.ts";
import { registerTopK } from "./sparse/top_k.ts";
import { registerTranspose } from "./products/transpose.ts";
import { registerUpSample } from "./pooling/up_sample.ts";

/** The two compiled builds of `asm/`, as bytes. */
export interface KernelBinaries {
  /** Multiplies and adds in one instruction; needs relaxed SIMD. */
  readonly relaxed: BufferSource;
  /** Rounds every product and every sum: the same bits on every machine. */
  readonly simd: BufferSource;
}

/** `fast` takes the best build for this machine; `portable` gives the same bytes on every one. */
export type Numerics = "fast" | "portable";

/** The kernels that compute, as a run folder records them beside its seed. */
export interface KernelBuild {
  /** The numerics that were asked for. */
  readonly numerics: Numerics;
  /** The binary that they came to. */
  readonly build: "relaxed-simd" | "simd";
  /** SHA-256 of the binary in use, in hexadecimal. */
  readonly sha256: string;
}

/** True where tfjs, which keeps its kernels when its engine is reset, has ours. */
let isRegistered = false;
let starting: { readonly numerics: Numerics; readonly build: Promise<KernelBuild> } | undefined;

/**
 * Makes the WASM backend of tfjs the one in use and puts the kernels of this project on it.
 *
 * A second call with the same numerics changes nothing and returns the same build, unless
 * `tf.engine().reset()` came between: then all starts again, with tensors yet to be made. Throws an
 * RangeError for a number of threads that there cannot be, an Error where the backend does not start, or when the kernels run with other numerics already.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { readKernels, startBackend } from "isthmus";
 *
 * const { numerics } = await startBackend({ binaries: await readKernels() });
 * assertEquals([tf.getBackend(), numerics], ["wasm", "fast"]);
 * ```
 */
export function startBackend(
  { binaries, numerics = "fast", threads }: {
    binaries: KernelBinaries;
    numerics?: Numerics;
    /**
     * The threads that share the work, from 1 to 64: as many as there are processors unless given. They
     * start once there is much of it, and the bytes are the same at any number of them.
     */
    threads?: number | undefined;
  },
): Promise<KernelBuild> {
  if (detachIfReset()) starting = undefined;
  if (starting === undefined) {
    starting = { numerics, build: start(binaries, { numerics, threads }) };
    // A failed start leaves nothing behind, so that another try is possible.
    starting.build.catch(() => starting = undefined);
  }
  if (starting.numerics !== numerics) {
    return Promise.reject(
      new Error(
        `Cannot start the backend with "${numerics}" numerics: it runs with ` +
          `"${starting.numerics}" in this process, use another process or worker`,
      ),
    );
  }
  return starting.build;
}

async function start(
  binaries: KernelBinaries,
  { numerics, threads: wanted }: { numerics: Numerics; threads: number | undefined },
): Promise<KernelBuild> {
  const threads = await threadsToUse(wanted);
  const setBackend = () => tf.setBackend("wasm");
  if (!await (threads.count > 1 ? sharingMemory(setBackend) : setBackend())) {
    throw new Error("Cannot start the WASM backend of tfjs: its binary could not be loaded");
  }
  const relaxed = numerics === "fast" && hasRelaxedSimd();
  const bytes = relaxed ? binaries.relaxed : binaries.simd;
  await attachKernels(tf.backend() as BackendWasm, bytes, threads);
  if (!isRegistered) registerKernels();
  isRegistered = true;
  return { numerics, build: relaxed ? "relaxed-simd" : "simd", sha256: await sha256(bytes) };
}

function registerKernels(): void {
  registerAdamOptimizer();
  registerBatchMatMul();
  registerBiasedConvolutions();
  registerFreshWeights();
  registerConv2d();
  registerConv2dGradient();
  registerDenseCode();
  registerFilterGradient();
  registerInputGradient();
  registerGather();
  registerIdentity();
  registerLayersLosses();
  registerLeakyRelu();
  registerMaxPoolWithSwitches();
  registerMaxUnpool();
  registerReluGradient();
  registerRowLosses();
  registerSegmentSum();
  registerSparseDecode();
  registerSparseEncode();
  registerSlice();
  registerSum();
  registerTanh();
  registerTfjsOperators();
  registerTopK();
  registerTranspose();
  registerUpSample();
}

/** Tells a runtime that compiles a module of one function that is `f32x4.relaxed_madd` alone. */
export function hasRelaxedSimd(): boolean {
  // deno-fmt-ignore
  return WebAssembly.validate(new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, // "\0asm", version 1
    1, 8, 1, 96, 3, 123, 123, 123, 1, 123, // type 0: (v128, v128, v128) -> v128
    3, 2, 1, 0, // function 0 has type 0
    10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2, 253, 133, 2, 11, // its body
  ]));
}
