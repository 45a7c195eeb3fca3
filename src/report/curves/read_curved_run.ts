import { basename, resolve } from "@std/path";
import { readClassifierRecord } from "../../runs/classifier_record.ts";
import { readHistory } from "../../runs/read_history.ts";
import { readRunConfig } from "../../runs/run_config.ts";
import type { CurvedRun } from "./curved_run.ts";

/** Reads the epochs of a run; throws an Error, one sentence, for a folder that holds none or is damaged. */
export async function readCurvedRun(directory: string): Promise<CurvedRun> {
  const config = readRunConfig(directory), epochs = await readHistory(directory);
  const classifier = await readClassifierRecord(directory);
  return {
    name: basename(resolve(directory)),
    config,
    history: epochs.filter(({ stage }) => stage === undefined),
    earlier: epochs.filter(({ stage }) => stage !== undefined),
    ...(classifier && { classifier }),
  };
}
