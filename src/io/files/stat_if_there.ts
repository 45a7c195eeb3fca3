import { isMissing } from "./is_missing.ts";

/** The system's word on a path; undefined where there is nothing. */
export async function statIfThere(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
