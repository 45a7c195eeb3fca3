import { isMissing } from "./is_missing.ts";

/** Removes a file; does nothing where there is none. */
export async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
