import { unlink } from "node:fs/promises";
import { isMissing } from "./is_missing.ts";

/** Removes a file; does nothing where there is none. */
export async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
