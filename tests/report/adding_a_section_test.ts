/** Follows docs/adding_a_report_section.md to the letter, in a copy of the project. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { copyWithBlocks } from "../copy_with_blocks.ts";
import { diffLines, pageBlocks } from "../page_blocks.ts";
import { PERMITTED, succeedingDeno } from "../run_deno.ts";

const page = new URL("../../docs/adding_a_report_section.md", import.meta.url);
const blocks = pageBlocks(await Deno.readTextFile(fromFileUrl(page)));

Deno.test("the section of docs/adding_a_report_section.md is its file, its test and one line", () => {
  assertEquals(blocks.map(({ language, path }) => [language, path]), [
    ["ts", "src/report/sections/hardest.ts"],
    ["diff", "src/report/sections/registry.ts"],
    ["ts", "tests/report/sections/hardest_test.ts"],
  ]);
  const lines = blocks.filter(({ language }) => language === "diff").flatMap(({ code }) =>
    diffLines(code, "+-")
  );
  assertEquals(lines, ['export { hardest } from "./hardest.ts";']);
});

Deno.test("the section that docs/adding_a_report_section.md adds is checked, tested and drawn", async () => {
  const copy = await copyWithBlocks(blocks);
  await succeedingDeno(copy, "run", "--no-prompt", "--allow-read", "scripts/check_imports.ts");
  // The tests of the other sections pass as they are: nothing else counts what there is.
  const tests = ["hardest_test.ts", "sections_test.ts"];
  const paths = tests.map((name) => `tests/report/sections/${name}`);
  const said = await succeedingDeno(copy, "test", ...PERMITTED, ...paths);
  assertStringIncludes(said, "from ./tests/report/sections/hardest_test.ts");

  const main = join(copy, "src/cli/main.ts");
  const small = ["--epochs=1", "--set=data.count=300", "--set=model.nodes=[16]", "--out=run"];
  await succeedingDeno(copy, "run", ...PERMITTED, main, "train", "strokes-2", ...small);
  const html = await Deno.readTextFile(join(copy, "run/report.html"));
  const headings = [...html.matchAll(/<h2>([^<]*)/g)].map(([, heading]) => heading);
  assertEquals(headings.slice(0, 4), [
    "Test error",
    "Reconstructions",
    "Hardest examples",
    "Weights",
  ]);
});
