import type { PrecisionRecord } from "../../workflows/precision/precision_record.ts";

/** A folder that an export wrote. */
export interface WrittenExport {
  /** The folder. */
  readonly out: string;
  /** Its files, by their paths in it. */
  readonly files: readonly string[];
  /** Their bytes, of all together. */
  readonly bytes: number;
  /** The sizes and errors of smaller weights, one for each run; none where weights stay as they are. */
  readonly precision: readonly PrecisionRecord[];
  /** Sentences on what was guessed, or is not as one would expect. */
  readonly remarks: readonly string[];
}
