/** Follows what docs/adding_measures_and_commands.md says of a command, in a copy of the project. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { copyWithBlocks } from "../copy_with_blocks.ts";
import { diffLines, pageBlocks } from "../page_blocks.ts";
import { PERMITTED, succeedingDeno } from "../run_deno.ts";

const page = new URL("../../docs/adding_measures_and_commands.md", import.meta.url);
const blocks = pageBlocks(await Deno.readTextFile(fromFileUrl(page)))
  .filter(({ path }) => path.split("/")[1] === "cli");

Deno.test("the command of docs/adding_measures_and_commands.md is its file, its test and one line", () => {
  assertEquals(blocks.map(({ language, path }) => [language, path]), [
    ["ts", "src/cli/commands/layers.ts"],
    ["diff", "src/cli/commands/registry.ts"],
    ["diff", "tests/cli/usage_test.ts"],
  ]);
  assertEquals(diffLines(blocks[1].code, "+-"), [
    'export { layersCommand } from "./layers.ts";',
  ]);
});

Deno.test("the command that the page adds is checked, tested, listed and run", async () => {
  const copy = await copyWithBlocks(blocks);
  await succeedingDeno(copy, "run", "--no-prompt", "--allow-read", "scripts/check_imports.ts");
  const tests = ["--allow-run", "--filter=layers", "tests/cli/usage_test.ts"];
  const said = await succeedingDeno(copy, "test", ...PERMITTED, ...tests);
  assert(/ok \| 2 passed/.test(said), said);

  const isthmus = (...args: string[]) =>
    succeedingDeno(copy, "run", ...PERMITTED, "src/cli/main.ts", ...args);
  assertStringIncludes(await isthmus("--help"), "lists the layers of a run");
  const small = ["--epochs=1", "--set=data.count=300", "--set=model.nodes=[16]", "--out=run"];
  await isthmus("train", "strokes-2", ...small);
  const { layers } = JSON.parse(await isthmus("layers", "run", "--half", "encoder", "--json"));
  assertEquals(layers, [
    { path: "encoder.0", type: "flatten", shape: [784] },
    { path: "encoder.1", type: "dense", shape: [16] },
    { path: "encoder.2", type: "activation", shape: [16] },
    { path: "encoder.3", type: "dense", shape: [2] },
  ]);
});
