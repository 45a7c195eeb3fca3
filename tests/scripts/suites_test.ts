import { assertEquals } from "@std/assert";
import { filesIn } from "../../scripts/sources/files_in.ts";
import { testFiles } from "../import_tests.ts";

const root = new URL("../../", import.meta.url);

Deno.test("every file of tests is in one suite", async () => {
  const all = (await filesIn("tests")).map((path) => path.slice("tests/".length));
  const suites = all.filter((path) => path.startsWith("suites/"));
  const imported = [];
  for (const suite of suites) {
    const [, paths] = Deno.readTextFileSync(new URL(`tests/${suite}`, root))
      .match(/await importTests\(([^)]*)\)/)!;
    for (const [, path] of paths.matchAll(/"([^"]+)"/g)) imported.push(...await testFiles(path));
  }
  assertEquals(imported.sort(), all.filter((path) => path.endsWith("_test.ts")).sort());
});
