/** Follows what docs/adding_measures_and_commands.md says of a measure, in a copy of the project. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { copyWithBlocks } from "../copy_with_blocks.ts";
import { diffLines, pageBlocks } from "../page_blocks.ts";
import { PERMITTED, succeedingDeno } from "../run_deno.ts";

const page = new URL("../../docs/adding_measures_and_commands.md", import.meta.url);
const blocks = pageBlocks(await Deno.readTextFile(fromFileUrl(page)))
  .filter(({ path }) => path.split("/")[1] === "evaluation");

Deno.test("the measure of docs/adding_measures_and_commands.md is its file, its test and one line", () => {
  assertEquals(blocks.map(({ language, path }) => [language, path]), [
    ["ts", "src/evaluation/measures/peak_signal_to_noise.ts"],
    ["diff", "src/evaluation/measures/registry.ts"],
    ["ts", "tests/evaluation/measures/peak_signal_to_noise_test.ts"],
  ]);
  assertEquals(diffLines(blocks[1].code, "+-"), [
    'export { peakSignalToNoise } from "./peak_signal_to_noise.ts";',
  ]);
});

Deno.test("the measure that the page adds is checked, tested, and said wherever an evaluation is", async () => {
  const copy = await copyWithBlocks(blocks);
  await succeedingDeno(copy, "run", "--no-prompt", "--allow-read", "scripts/check_imports.ts");
  const said = await succeedingDeno(copy, "test", ...PERMITTED, blocks[2].path);
  assert(/ok \| 1 passed/.test(said), said);

  const small = ["--epochs=1", "--set=data.count=300", "--set=model.nodes=[16]", "--out=run"];
  const printed = await succeedingDeno(
    copy,
    ...["run", ...PERMITTED, "src/cli/main.ts", "train", "strokes-2", ...small],
  );
  const read = (name: string) => Deno.readTextFile(join(copy, "run", name));
  const { sentence, values } = JSON.parse(await read("evaluation.json")).measures.peakSignalToNoise;
  assertEquals(sentence, `The peak signal-to-noise ratio is ${values.decibels.toFixed(2)} dB.`);
  for (const text of [printed, await read("README.md"), await read("report.html")]) {
    assertStringIncludes(text, sentence);
  }
});
