import { stat } from "node:fs/promises";
import { isMissing } from "./is_missing.ts";

/** The system's word on a path. */
export interface FileFacts {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  /** Its length in bytes. */
  readonly size: number;
  /** The time of its last change. */
  readonly mtime: Date;
}

/** The system's word on a path; undefined where there is nothing. */
export async function statIfThere(path: string): Promise<FileFacts | undefined> {
  try {
    const found = await stat(path);
    const { size, mtime } = found;
    return { isFile: found.isFile(), isDirectory: found.isDirectory(), size, mtime };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
