import { join } from "@std/path";
import * as ort from "onnxruntime-node";
import { loadAutoencoder, type LoadedAutoencoder, type LoadOptions } from "../inference/mod.ts";
import { readIfThere } from "../io/files/read_if_there.ts";

/** The exported halves of a run, running on ONNX Runtime's CPU provider. */
export function loadRun(
  directory: string,
  options: LoadOptions = {},
): Promise<LoadedAutoencoder> {
  return loadAutoencoder(ort, async (path) => {
    const bytes = await readIfThere(join(directory, path));
    if (bytes) return bytes;
    throw new Error(
      `Cannot run ${directory}: it has no ${path}; "export ${directory}" would write it`,
    );
  }, options);
}
