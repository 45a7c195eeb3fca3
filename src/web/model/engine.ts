import type { OrtRuntime, OrtSession } from "../../inference/mod.ts";
import { createLiteRuntime } from "../../lite/mod.ts";
import { guardRuntime } from "./guard_runtime.ts";

/** The engines that can run a model in a page, the lightest first. */
export const ENGINES = ["lite", "wasm", "webgpu"] as const;

/** One of them: the toolkit's own engine, or ONNX Runtime on WebAssembly or on WebGPU. */
export type EngineName = typeof ENGINES[number];

/** Their names on pages. */
export const ENGINE_LABELS: Readonly<Record<EngineName, string>> = {
  lite: "Lite",
  wasm: "WASM",
  webgpu: "WebGPU",
};

/** The modules of onnxruntime-web by the engines that they are of. */
export const ORT_MODULES = { wasm: "ort.wasm.min.mjs", webgpu: "ort.webgpu.min.mjs" } as const;

/** An engine that is ready to load models. */
export interface Engine {
  readonly name: EngineName;
  /** The ONNX Runtime that `loadDecoder` and `loadAutoencoder` take. */
  readonly runtime: OrtRuntime;
  /** The session options that they hand to it. */
  readonly session: object;
}

/** The sources of engines. */
export interface EngineSources {
  /** The bytes of the compiled kernels of the lite engine. */
  readonly kernels: Uint8Array<ArrayBuffer>;
  /** The address of the folder that holds the files of onnxruntime-web. */
  readonly runtime: URL;
}

/** The module of onnxruntime-web, as far as a page sets it up. */
type OrtWeb = OrtRuntime & {
  readonly env: {
    logLevel: string;
    readonly wasm: { wasmPaths: string; numThreads: number };
  };
};

/**
 * Starts an engine. Throws an Error of one sentence for one that this browser does not have, and for
 * a runtime that cannot be fetched.
 */
export async function startEngine(
  name: EngineName,
  { kernels, runtime }: EngineSources,
): Promise<Engine> {
  switch (name) {
    case "lite":
      return { name, runtime: markRefusals(createLiteRuntime({ kernels })), session: {} };
    case "wasm":
      return {
        name,
        runtime: await ortRuntime(new URL(ORT_MODULES.wasm, runtime)),
        session: { executionProviders: ["wasm"] },
      };
    case "webgpu":
      await checkWebGpu();
      return {
        name,
        runtime: await ortRuntime(new URL(ORT_MODULES.webgpu, runtime)),
        session: { executionProviders: ["webgpu"] },
      };
  }
}

async function checkWebGpu(): Promise<void> {
  if (!("gpu" in navigator)) {
    throw refusal("Cannot run on WebGPU: this browser does not offer it to this page");
  }
  if (await navigator.gpu.requestAdapter() === null) {
    throw refusal("Cannot run on WebGPU: this browser found no graphics adapter for it");
  }
}

async function ortRuntime(module: URL): Promise<OrtRuntime> {
  let ort: OrtWeb;
  try {
    ort = await import(module.href) as OrtWeb;
  } catch (cause) {
    throw refusal(`Cannot run ONNX Runtime: ${module} could not be loaded`, { cause });
  }
  ort.env.wasm.wasmPaths = new URL("./", module).href;
  // That it leaves some nodes to the CPU it says as an error otherwise.
  ort.env.logLevel = "error";
  // More threads need headers that static hosts seldom send, and gain nothing for one image.
  ort.env.wasm.numThreads = 1;
  return markRefusals(guardRuntime(ort));
}

/** The errors that say more of an engine than of a model. */
const refusals = new WeakSet<Error>();

/** True for an error after which another engine may run the model. */
export function isEngineRefusal(error: Error): boolean {
  return refusals.has(error) || error.cause instanceof Error && refusals.has(error.cause);
}

function refusal(message: string, options?: ErrorOptions): Error {
  const error = new Error(message, options);
  refusals.add(error);
  return error;
}

function markRefusals({ Tensor, InferenceSession }: OrtRuntime): OrtRuntime {
  return {
    Tensor,
    InferenceSession: {
      async create(model, options): Promise<OrtSession> {
        try {
          return await InferenceSession.create(model, options);
        } catch (error) {
          // The reader's own refusals are syntax errors; no engine would read such a file.
          if (error instanceof Error && !(error instanceof SyntaxError)) refusals.add(error);
          throw error;
        }
      },
    },
  };
}
