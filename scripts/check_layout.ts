/**
 * Checks that no folder has more files beside each other than one can take in, and that every source
 * file has a test that imports it, or a line in `tests/held_by.ts` that says which test holds it and
 * is true: that test reaches the file by its imports, or runs a program or a page that does. Prints
 * what does not, and exits with 1.
 */
import { heldBy } from "../tests/held_by.ts";
import { filesIn } from "./sources/files_in.ts";
import { importedFiles } from "./sources/imports_in.ts";
import { looseSources } from "./sources/loose_sources.ts";

/** The most files of one folder. */
const MOST_FILES = 25;

const root = new URL("../", import.meta.url);

const faults = [...await crowdedFolders(), ...looseSources(await readImports(), heldBy)];
for (const fault of faults) console.error(fault);
Deno.exit(faults.length === 0 ? 0 : 1);

async function crowdedFolders(): Promise<string[]> {
  const counts = new Map<string, number>();
  const all = await filesIn("asm", "docs", "examples", "models", "scripts", "src", "tests");
  for (const path of all) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > MOST_FILES).map(([folder, count]) =>
    `${folder}: has ${count} files beside each other, more than ${MOST_FILES}`
  );
}

/** The files that each file of `src/` and `tests/` imports. */
async function readImports(): Promise<Map<string, readonly string[]>> {
  const files = (await filesIn("src", "tests")).filter((path) => path.endsWith(".ts"));
  return new Map(files.map((file) => {
    const text = Deno.readTextFileSync(new URL(file, root));
    return [file, importedFiles(text, file)];
  }));
}
