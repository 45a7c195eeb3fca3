import { compileKernels } from "./compile_kernels.ts";
import { type LiteSession, openLite } from "./open_lite.ts";
import { LiteTensor } from "./lite_tensor.ts";

/** The small engine in the form of an ONNX Runtime's module. */
export interface LiteRuntime {
  /** The loader of a model's bytes. */
  readonly InferenceSession: {
    /** Loads a model; there are no options. */
    create(model: Uint8Array, options?: object): Promise<LiteSession>;
  };
  /** The maker of a tensor from values and a shape. */
  readonly Tensor: typeof LiteTensor;
}

/**
 * The lite engine in the place of an ONNX Runtime, for `loadAutoencoder`.
 *
 * `kernels` are the bytes of the compiled kernels, lite.wasm, or what they were compiled to; they are
 * compiled once for all sessions, from now on. Where WebAssembly has no SIMD, every model is refused
 * with a TypeError that says so.
 *
 * @example
 * ```ts
 * import { loadDecoder } from "isthmus/inference";
 * import { createLiteRuntime } from "isthmus/lite";
 *
 * const lite = createLiteRuntime({ kernels: await Deno.readFile("build/kernels/lite.wasm") });
 * const read = (path: string) => Deno.readFile(`models/strokes-variational-2/${path}`);
 * const decoder = await loadDecoder(lite, read);
 * const { values } = await decoder.decode({ shape: [1, 2], values: Float32Array.of(0, 0) });
 * assert(values.every((value) => value >= 0 && value <= 1));
 * await decoder.dispose();
 * ```
 */
export function createLiteRuntime(
  { kernels }: { kernels: WebAssembly.Module | BufferSource },
): LiteRuntime {
  const compiled = compileKernels(kernels);
  // Whoever opens a model hears of it.
  compiled.catch(() => {});
  return {
    InferenceSession: {
      create: async (model) => openLite(model, { wasm: await compiled }),
    },
    Tensor: LiteTensor,
  };
}
