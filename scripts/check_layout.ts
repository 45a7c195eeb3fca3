/**
 * Checks that no folder has more files beside each other than one can take in, and that every source
 * file has a test that imports it, or a line in `tests/held_by.ts` that says which test holds it and
 * is true: that test reaches the file by its imports, or runs it in a process or a page of its own.
 * Prints what does not, and exits with 1.
 */
import { fromFileUrl } from "@std/path";
import { walkFolder } from "../src/io/files/walk_folder.ts";
import { heldBy } from "../tests/held_by.ts";

/** The most files of one folder. */
const MOST_FILES = 25;

/** The folders of tests that run programs and pages, which they do not import. */
const OTHER_PROCESSES = /^tests\/(?:browser|cli)\//;

const root = new URL("../", import.meta.url);

const faults = [...await crowdedFolders(), ...await looseSources()];
for (const fault of faults) console.error(fault);
Deno.exit(faults.length === 0 ? 0 : 1);

/** The files within folders of the project, by their paths. */
async function filesIn(...folders: string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const folder of folders) {
    for await (const { path, isFolder } of walkFolder(fromFileUrl(new URL(folder, root)))) {
      if (!isFolder) paths.push(`${folder}/${path}`);
    }
  }
  return paths;
}

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

/** Sources without a test, and lines of `heldBy` that are not true or not needed. */
async function looseSources(): Promise<string[]> {
  const files = (await filesIn("src", "tests")).filter((path) => path.endsWith(".ts"));
  const imports = new Map<string, readonly string[]>();
  for (const file of files) imports.set(file, await importsOf(file));
  const tests = files.filter((path) => path.startsWith("tests/"));
  const named = new Set(tests.flatMap((test) => imports.get(test)!));
  const lines = Object.keys(heldBy).sort((a, b) => b.length - a.length);
  const used = new Set<string>();
  const faults: string[] = [];
  for (const source of files.filter((path) => path.startsWith("src/"))) {
    if (source.endsWith("/mod.ts") || named.has(source)) continue;
    const line = lines.find((each) =>
      each.endsWith("/") ? source.startsWith(`src/${each}`) : source === `src/${each}`
    );
    if (line === undefined) {
      faults.push(
        `${source}: no test imports it, and tests/held_by.ts does not say which holds it`,
      );
      continue;
    }
    used.add(line);
    const test = `tests/${heldBy[line]}`;
    if (!imports.has(test)) {
      faults.push(`tests/held_by.ts: ${line} is held by ${test}, which is not there`);
    } else if (!OTHER_PROCESSES.test(test) && !reachable(test, imports).has(source)) {
      faults.push(`tests/held_by.ts: ${test} does not reach ${source}`);
    }
  }
  for (const line of lines.filter((each) => !used.has(each))) {
    faults.push(`tests/held_by.ts: "${line}" is needed by no file`);
  }
  return faults;
}

async function importsOf(file: string): Promise<string[]> {
  const text = await Deno.readTextFile(new URL(file, root));
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)]
    .map(([, specifier]) => new URL(specifier, new URL(file, root)).href.slice(root.href.length));
}

/** All that a file imports, and what that imports, and so on. */
function reachable(
  file: string,
  imports: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const left = [file];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    left.push(...imports.get(next) ?? []);
  }
  return seen;
}
