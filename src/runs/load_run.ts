import { join } from "@std/path";
import { loadAutoencoder, type LoadedAutoencoder, type LoadOptions } from "../inference/mod.ts";
import { loadRuntime } from "../io/load_runtime.ts";
import { readIfThere } from "../io/files/read_if_there.ts";

/** The exported halves of a run, running on ONNX Runtime's CPU provider. */
export async function loadRun(
  directory: string,
  options: LoadOptions = {},
): Promise<LoadedAutoencoder> {
  return await loadAutoencoder(await loadRuntime(), async (path) => {
    const bytes = await readIfThere(join(directory, path));
    if (bytes) return bytes;
    throw new Error(
      `Cannot run ${directory}: it has no ${path}; "export ${directory}" would write it`,
    );
  }, options);
}
