import { join } from "@std/path";
import { parseRecord } from "../../core/parse_record.ts";
import { atomicWriteJson } from "../../io/files/atomic_write.ts";
import { readTextIfThere } from "../../io/files/read_if_there.ts";
import { statIfThere } from "../../io/files/stat_if_there.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { parseWith } from "../../schemas/parse_with.ts";
import { type Evaluation, EVALUATION_VERSION, evaluationSchema } from "./evaluation.ts";

/** Writes the evaluation of a run into its folder. */
export async function writeEvaluation(directory: string, evaluation: Evaluation): Promise<void> {
  await atomicWriteJson(join(directory, RUN_FILES.evaluation), evaluation);
}

/**
 * Reads the evaluation of a run or of a kept model; undefined where its folder has none, as those of
 * older versions have not.
 *
 * Throws a TypeError, one sentence, for a file that is damaged or of another version.
 */
export async function readEvaluation(directory: string): Promise<Evaluation | undefined> {
  const path = join(directory, RUN_FILES.evaluation);
  const text = await readTextIfThere(path);
  if (text === undefined) return undefined;
  try {
    return parseEvaluation(text, path);
  } catch (error) {
    // Only a run has what it takes to be measured; a kept model has not.
    const isRun = await statIfThere(join(directory, RUN_FILES.config));
    if (!(error instanceof TypeError) || !isRun) throw error;
    throw new TypeError(
      `${error.message}; remove the file, and "report ${directory}" measures the run anew`,
      { cause: error },
    );
  }
}

function parseEvaluation(text: string, path: string): Evaluation {
  const record = parseRecord(text);
  if (!record) throw new TypeError(`Cannot use ${path}: it is no JSON object`);
  const { version } = record;
  if (version !== EVALUATION_VERSION) {
    throw new TypeError(
      `Cannot use ${path}: its version is ${
        JSON.stringify(version) ?? "missing"
      }, expected ${EVALUATION_VERSION}`,
    );
  }
  return parseWith(evaluationSchema, record, path);
}
