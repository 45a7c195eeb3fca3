import { join } from "@std/path";
import { MODEL_FILES } from "../core/exported_model.ts";
import { loadClassifier, type LoadedClassifier } from "../inference/mod.ts";
import { loadRuntime } from "../io/load_runtime.ts";
import { readIfThere } from "../io/files/read_if_there.ts";

/** The classifier of a run, on ONNX Runtime's CPU provider; throws an Error where it has none. */
export async function loadRunClassifier(directory: string): Promise<LoadedClassifier> {
  return await loadClassifier(await loadRuntime(), async (path) => {
    const bytes = await readIfThere(join(directory, path));
    if (bytes) return bytes;
    throw new Error(
      `Cannot classify with ${directory}: it has no ${path}; "classifier ${directory}" trains one`,
    );
  });
}

/** A classifier that lies in no folder yet. */
export async function openClassifier(
  { onnx, classes }: { onnx: Uint8Array; classes: readonly string[] },
): Promise<LoadedClassifier> {
  const record = new TextEncoder().encode(JSON.stringify({ classes }));
  return await loadClassifier(
    await loadRuntime(),
    (path) => Promise.resolve(path === MODEL_FILES.classifierRecord ? record : onnx),
  );
}
