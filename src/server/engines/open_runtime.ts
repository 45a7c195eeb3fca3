import { reasonOf } from "../../core/one_line.ts";
import type { OrtRuntime } from "../../inference/mod.ts";
import { createLiteRuntime } from "../../lite/mod.ts";
import { isMissing } from "../../io/files/is_missing.ts";
import { readBytes } from "../../io/files/read_bytes.ts";
import type { EngineName } from "./engine.ts";

/** A runtime, and the options with which it opens models. */
export interface ServingRuntime {
  readonly ort: OrtRuntime;
  readonly session: object;
}

/** The module of onnxruntime-web, as far as it is set up. */
type OrtWeb = OrtRuntime & { readonly env: { readonly wasm: { numThreads: number } } };

/**
 * Loads the runtime of an engine. Throws an Error, one sentence, where it cannot be loaded; whether this
 * machine has what a provider needs is seen when a model is opened.
 */
export async function openRuntime(
  engine: EngineName,
  { threads }: { threads: number | undefined },
): Promise<ServingRuntime> {
  try {
    switch (engine) {
      case "lite":
        return { ort: createLiteRuntime({ kernels: await readKernels() }), session: {} };
      case "wasm": {
        const ort = await import("onnxruntime-web/wasm") as OrtWeb;
        ort.env.wasm.numThreads = threads ?? 1;
        return { ort, session: { executionProviders: ["wasm"] } };
      }
      default: {
        const ort = await import("onnxruntime-node");
        // What stands in the way of a provider is said in one sentence, not by the library as well.
        ort.env.logLevel = "fatal";
        return {
          ort,
          session: {
            executionProviders: [engine],
            // What a provider leaves to the CPU it says on every start otherwise.
            logSeverityLevel: 3,
            ...(threads !== undefined && { intraOpNumThreads: threads }),
          },
        };
      }
    }
  } catch (cause) {
    throw new Error(`Cannot serve with the engine ${engine}: ${reasonOf(cause)}`, { cause });
  }
}

async function readKernels(): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBytes(new URL("../../../build/kernels/lite.wasm", import.meta.url));
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Error("its kernels are not built, run deno task kernels", { cause: error });
  }
}
