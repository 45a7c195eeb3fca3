import { join } from "@std/path";
import { MODEL_FILES } from "../core/exported_model.ts";
import { walkFolder } from "../io/files/walk_folder.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";

/**
 * The folders within one that hold a trained decoder, by name. Throws an Error of one sentence where
 * none does.
 */
export async function findModels(directory: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isFolder } of walkFolder(directory, { depth: 1 })) {
    if (isFolder && (await statIfThere(join(directory, name, MODEL_FILES.decoder)))?.isFile) {
      found.push(name);
    }
  }
  if (found.length === 0) {
    throw new Error(
      `Cannot find a trained model in ${directory}: no folder there has ${MODEL_FILES.decoder}; name a run instead`,
    );
  }
  return found.map((name) => join(directory, name));
}
