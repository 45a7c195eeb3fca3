import process from "node:process";
import { onnxRuntimeVersion } from "../io/load_runtime.ts";
import { deno } from "../host/deno.ts";
import project from "../../deno.json" with { type: "json" };

/** The version of the toolkit. */
export const VERSION: string = project.version;

/**
 * The versions that a run folder records: of the toolkit, the runtime, and what computes. Models that are run
 * by the toolkit's own engine, where ONNX Runtime is not installed, have no version of that.
 */
export async function versions(): Promise<Record<string, string>> {
  const onnxruntime = await onnxRuntimeVersion();
  const pinned = (specifier: string) => specifier.split("@").at(-1)!;
  return {
    isthmus: VERSION,
    ...(deno ? { deno: deno.version.deno } : { node: process.versions.node }),
    tfjs: pinned(project.imports["@tensorflow/tfjs"]),
    ...(onnxruntime === undefined ? { lite: VERSION } : { onnxruntime }),
    assemblyscript: pinned(project.imports["assemblyscript"]),
  };
}
