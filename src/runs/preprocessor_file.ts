import { join } from "@std/path";
import { BINARY_THRESHOLD } from "../data/mod.ts";
import { atomicWriteJson } from "../io/files/atomic_write.ts";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { parseRunPreprocessor, type RunPreprocessor } from "../preprocessing/mod.ts";
import type { RunConfig } from "./run_config.ts";
import { RUN_FILES } from "./run_folder.ts";
import type { SplitData } from "./split_data.ts";

/** Writes the way from raw data to the input of a run's model into its folder. */
export async function writePreprocessor(
  directory: string,
  config: RunConfig,
  data: SplitData,
): Promise<void> {
  await atomicWriteJson(join(directory, RUN_FILES.preprocessor), preprocessorOf(config, data));
}

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

function preprocessorOf(
  { recipe, spec: { inputShape } }: RunConfig,
  { words, columns, encodings, preparation, numbers }: SplitData,
): RunPreprocessor {
  return {
    kind: words ? "text" : inputShape.length === 3 ? "image" : "vector",
    inputShape,
    bytesScale: 1 / 255,
    numbers,
    ...(recipe.data.image && { fit: recipe.data.image.fit }),
    ...(recipe.data.binarize === "threshold" && { threshold: BINARY_THRESHOLD }),
    ...preparation,
    ...(columns && { columns }),
    ...(encodings && { encodings }),
    ...(words && { words }),
  };
}
