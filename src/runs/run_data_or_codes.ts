import { join } from "@std/path";
import { systemFaultOf } from "../host/system_fault.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import type { FinishedRun } from "./open_run.ts";
import { readRunData } from "./run_data.ts";
import { RUN_FILES } from "./run_folder.ts";
import type { SplitData } from "./split_data.ts";

/** The codes of data that are gone, as far as a run keeps them. */
export interface KeptCodes {
  /** A sentence on where they were looked for. */
  readonly gone: string;
  /** The bytes of its code space, where it has one. */
  readonly codeSpace?: Uint8Array<ArrayBuffer>;
}

/**
 * The data of a run; where they are gone, what it keeps of their codes. Throws as `readRunData` does
 * otherwise.
 */
export async function runDataOrCodes(run: FinishedRun): Promise<SplitData | KeptCodes> {
  try {
    return await readRunData(run);
  } catch (error) {
    if (!(error instanceof Error && systemFaultOf(error) === "nothing there")) throw error;
    const codeSpace = await readIfThere(join(run.directory, RUN_FILES.codeSpace));
    return { gone: error.message, ...(codeSpace && { codeSpace }) };
  }
}
