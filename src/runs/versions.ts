import process from "node:process";
import { deno } from "../host/deno.ts";
import project from "../../deno.json" with { type: "json" };

/** The version of the toolkit. */
export const VERSION: string = project.version;

/** The versions that a run folder records: of the toolkit, the runtime, and what computes. */
export function versions(): Record<string, string> {
  const pinned = (specifier: string) => specifier.split("@").at(-1)!;
  return {
    isthmus: VERSION,
    ...(deno ? { deno: deno.version.deno } : { node: process.versions.node }),
    tfjs: pinned(project.imports["@tensorflow/tfjs"]),
    onnxruntime: pinned(project.imports["onnxruntime-node"]),
    assemblyscript: pinned(project.imports["assemblyscript"]),
  };
}
