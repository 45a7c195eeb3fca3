import { fromFileUrl } from "@std/path";
import { walkFolder } from "../src/io/files/walk_folder.ts";

const root = new URL("./", import.meta.url);

/**
 * Registers the tests of folders, with all that they hold, and of files of `tests/` in one process. Deno
 * gives each file that it is told of a process of its own, which takes half a second to load the toolkit:
 * as long as all tests of most files take.
 */
export async function importTests(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    for (const file of await testFiles(path)) await import(new URL(file, root).href);
  }
}

/** The files of tests at a path within `tests/`: that file, or all within that folder, in order. */
export async function testFiles(path: string): Promise<string[]> {
  if (path.endsWith("_test.ts")) return [path];
  const files: string[] = [];
  for await (const file of walkFolder(fromFileUrl(new URL(path, root)))) {
    if (file.path.endsWith("_test.ts")) files.push(`${path}/${file.path}`);
  }
  return files.sort();
}
