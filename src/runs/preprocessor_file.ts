import { join } from "@std/path";
import { parsePreprocessor, type PreprocessorConfig } from "../core/preprocessor.ts";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { RUN_FILES } from "./run_folder.ts";

/**
 * Reads the way from raw data to the input of a run's model. Throws a SyntaxError for a damaged file, and
 * an Error where there is none, one sentence each.
 */
export async function readPreprocessor(directory: string): Promise<PreprocessorConfig> {
  const path = join(directory, RUN_FILES.preprocessor);
  const text = await readTextIfThere(path);
  if (text !== undefined) return parsePreprocessor(text, path);
  throw new Error(`Cannot use ${directory}: it has no ${RUN_FILES.preprocessor}; train it again`);
}
