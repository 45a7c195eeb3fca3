import { join } from "@std/path";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { parseRunPreprocessor, type RunPreprocessor } from "../preprocessing/mod.ts";
import { RUN_FILES } from "./run_folder.ts";

/**
 * Reads the way from raw data to the input of a run's model. Throws as `parseRunPreprocessor`, and an
 * Error, one sentence, where there is no such file.
 */
export async function readPreprocessor(directory: string): Promise<RunPreprocessor> {
  const path = join(directory, RUN_FILES.preprocessor);
  const text = await readTextIfThere(path);
  if (text !== undefined) return parseRunPreprocessor(text, path);
  throw new Error(`Cannot use ${directory}: it has no ${RUN_FILES.preprocessor}; train it again`);
}
