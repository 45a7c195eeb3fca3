import { mkdir } from "node:fs/promises";
import { dirname } from "@std/path";
import { systemReasonOf } from "./system_reason.ts";

/** Makes the folder that a file is to lie in, and those around it; throws an Error, one sentence, that names the file. */
export async function makeFolderOf(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    const why = systemReasonOf(error);
    throw new Error(`Cannot write ${path}: its folder cannot be made (${why})`, { cause: error });
  }
}
