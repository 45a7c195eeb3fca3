import { join } from "@std/path";
import * as ort from "onnxruntime-node";
import { loadAutoencoder, type LoadedAutoencoder, type LoadOptions } from "../inference/mod.ts";

/** The exported halves of a run, running on ONNX Runtime's CPU provider. */
export function loadRun(
  directory: string,
  options: LoadOptions = {},
): Promise<LoadedAutoencoder> {
  return loadAutoencoder(ort, async (path) => {
    try {
      return await Deno.readFile(join(directory, path));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      throw new Error(
        `Cannot run ${directory}: it has no ${path}; "export ${directory}" would write it`,
      );
    }
  }, options);
}
