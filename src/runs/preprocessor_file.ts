import { join } from "@std/path";
import { z } from "zod";
import { parseRecord } from "../core/parse_record.ts";
import { parsePreprocessor, type PreprocessorConfig } from "../core/preprocessor.ts";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { RUN_FILES } from "./run_folder.ts";

/** The fields of a run's preprocessor_config.json that running its model does without. */
const dataFields = z.object({
  /** The numbers that the model was trained on; absent of models of older versions. */
  numbers: z.enum(["bytes", "floats"]).exactOptional(),
  /** The names of the values of an example, for a table. */
  columns: z.array(z.string()).readonly().exactOptional(),
});

/** The way from data to the input of a run's model. */
export type RunPreprocessor = PreprocessorConfig & z.infer<typeof dataFields>;

/**
 * Reads the way from raw data to the input of a run's model. Throws a SyntaxError or a TypeError for a
 * damaged file, and an Error where there is none, one sentence each.
 */
export async function readPreprocessor(directory: string): Promise<RunPreprocessor> {
  const path = join(directory, RUN_FILES.preprocessor);
  const text = await readTextIfThere(path);
  if (text === undefined) {
    throw new Error(`Cannot use ${directory}: it has no ${RUN_FILES.preprocessor}; train it again`);
  }
  const config = parsePreprocessor(text, path);
  const fields = parseWith(dataFields, parseRecord(text), path);
  const [size] = config.inputShape;
  if (fields.columns && fields.columns.length !== size) {
    throw new TypeError(
      `Cannot use ${path}: columns: it names ${fields.columns.length}, expected ${size}`,
    );
  }
  return { ...config, ...fields };
}
