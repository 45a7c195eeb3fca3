import { dirname } from "@std/path";

/** Makes the folder that a file is to lie in, and those around it; throws an Error, one sentence, that names the file. */
export async function makeFolderOf(path: string): Promise<void> {
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot write ${path}: its folder cannot be made (${why})`, { cause: error });
  }
}
