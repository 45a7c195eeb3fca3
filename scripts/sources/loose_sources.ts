import { reachable } from "./imports_in.ts";

/** The folders of tests that run programs and pages, which they do not import, and what these are. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  "tests/browser/": [
    "src/web/mod.ts",
    "src/web/map/show_map.ts",
    "src/web/curves/show_curves.ts",
    "src/web/search/search_program.ts",
    "src/web/search/prepare_text.ts",
  ],
  "tests/kernels/heap/threads/": ["src/kernels/heap/threads/kernel_thread.ts"],
  "tests/search/": ["src/search/trial_worker.ts"],
  "tests/server/": [
    "src/server/engines/inference_worker.ts",
    "src/server/pictures/picture_worker.ts",
  ],
  "tests/cli/": ["src/cli/main.ts", "src/cli/demo_main.ts"],
};

/** Tests, and the scenarios that a test bundles by their names. */
const TESTS = /_test\.ts$|^tests\/browser\/scenarios\//;

/**
 * Says which sources no test holds, a sentence each, and which lines of `heldBy` are not true or not
 * needed, from what every file of `src/` and `tests/` imports.
 *
 * A source is held where a test, or a helper of one, imports it, and else by the longest line that
 * its path begins with.
 */
export function looseSources(
  imports: ReadonlyMap<string, readonly string[]>,
  heldBy: Readonly<Record<string, string>>,
): string[] {
  const inTests = ownFiles(imports);
  const named = new Set([...inTests].flatMap((path) => imports.get(path)!));
  const lines = Object.keys(heldBy).sort((a, b) => b.length - a.length);
  const used = new Set<string>(), faults: string[] = [];
  for (const source of imports.keys()) {
    if (!source.startsWith("src/") || source.endsWith("/mod.ts") || named.has(source)) continue;
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
    } else if (!inTests.has(test)) {
      faults.push(`tests/held_by.ts: ${line} is held by ${test}, which no test runs`);
    } else if (!reaches(test, source, imports)) {
      faults.push(`tests/held_by.ts: ${test} does not reach ${source}`);
    }
  }
  for (const line of lines.filter((each) => !used.has(each))) {
    faults.push(`tests/held_by.ts: "${line}" is needed by no file`);
  }
  return faults;
}

/** The tests, and the files of `tests/` that they import. */
function ownFiles(imports: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const own = new Map(
    [...imports].filter(([path]) => path.startsWith("tests/"))
      .map(([path, targets]) => [path, targets.filter((each) => each.startsWith("tests/"))]),
  );
  const tests = [...own.keys()].filter((path) => TESTS.test(path));
  return new Set(tests.flatMap((test) => [...reachable(test, own)]));
}

/** True where a test imports the source in some way, or the program that it runs does. */
function reaches(
  test: string,
  source: string,
  imports: ReadonlyMap<string, readonly string[]>,
): boolean {
  const programs = Object.keys(PROGRAMS).filter((folder) => test.startsWith(folder))
    .flatMap((folder) => PROGRAMS[folder]);
  return [test, ...programs].some((file) => reachable(file, imports).has(source));
}
