/**
 * Follows the pages that tell how to add something, to the letter, in one copy of the project: what one
 * adds must not be in the way of another.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { copyWithBlocks } from "../copy_with_blocks.ts";
import { diffLines, type PageBlock, pageBlocks } from "../page_blocks.ts";
import { PERMITTED, runDeno, succeedingDeno } from "../run_deno.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));
const blocksOf = (name: string) => pageBlocks(Deno.readTextFileSync(join(root, "docs", name)));
const parts = blocksOf("adding_parts.md"), section = blocksOf("adding_a_report_section.md");
const others = blocksOf("adding_measures_and_commands.md");
const measure = others.filter(({ path }) => path.split("/")[1] === "evaluation");
const command = others.filter(({ path }) => path.split("/")[1] === "cli");

/** The copy, with all that the pages add, whose types hold; made once. */
let made: Promise<string> | undefined;
const copied = () => made ??= checkedCopy([...parts, ...section, ...others]);

async function checkedCopy(blocks: readonly PageBlock[]): Promise<string> {
  const copy = await copyWithBlocks(blocks);
  const written = blocks.filter(({ path }) => path.endsWith(".ts")).map(({ path }) => path);
  await succeedingDeno(copy, "check", "--quiet", "src/mod.ts", "src/cli/main.ts", ...written);
  await succeedingDeno(copy, "run", "--no-prompt", "--allow-read", "scripts/check_imports.ts");
  return copy;
}

/** The languages and files of blocks. */
const places = (blocks: readonly PageBlock[]) =>
  blocks.map(({ language, path }) => [language, path]);

/** Runs tests of the copy, whose types were checked; gives what Deno says. */
const test = async (...args: string[]) =>
  await succeedingDeno(await copied(), "test", "--no-check", ...PERMITTED, ...args);

/** Runs a command of the toolkit in the copy; gives what it prints. */
const isthmus = async (...args: string[]) =>
  await succeedingDeno(
    await copied(),
    ...["run", "--no-check", ...PERMITTED, "src/cli/main.ts", ...args],
  );

/** A small run in the copy, its folder and what its training printed; made once. */
let trained: Promise<{ printed: string; read: (name: string) => Promise<string> }> | undefined;
const training = () => trained ??= train();

async function train() {
  const small = ["--epochs=1", "--set=data.count=300", "--set=model.nodes=[16]", "--out=run"];
  const printed = await isthmus("train", "strokes-2", ...small), copy = await copied();
  return { printed, read: (name: string) => Deno.readTextFile(join(copy, "run", name)) };
}

Deno.test("each part of docs/adding_parts.md is one new file and one line of a registry", async () => {
  const rooms = ["variants", "layers", "penalties", "corruptions", "optimizers"];
  const files = parts.filter(({ language }) => language === "ts").map(({ path }) => path);
  assertEquals(files.map((path) => path.split("/")[1]), rooms);
  for (const path of files) {
    const isThere = await Deno.stat(join(root, path)).then(() => true, () => false);
    assert(!isThere, `${path} is new`);
  }
  const lines = parts.filter(({ language }) => language === "diff");
  assertEquals(lines.map(({ path }) => path), rooms.map((room) => `src/${room}/registry.ts`));
  for (const { code } of lines) assertEquals(diffLines(code, "+-").length, 1);
});

Deno.test("the measure, the command and the section of the other pages are a file, a test and one line", () => {
  assertEquals(places(measure), [
    ["ts", "src/evaluation/measures/peak_signal_to_noise.ts"],
    ["diff", "src/evaluation/measures/registry.ts"],
    ["ts", "tests/evaluation/measures/peak_signal_to_noise_test.ts"],
  ]);
  assertEquals(places(command), [
    ["ts", "src/cli/commands/layers.ts"],
    ["diff", "src/cli/commands/registry.ts"],
    ["diff", "tests/cli/usage_test.ts"],
  ]);
  assertEquals(places(section), [
    ["ts", "src/report/sections/hardest.ts"],
    ["diff", "src/report/sections/registry.ts"],
    ["ts", "tests/report/sections/hardest_test.ts"],
  ]);
  assertEquals(
    [measure, command, section].flatMap(([, { code }]) => diffLines(code, "+-")),
    [
      'export { peakSignalToNoise } from "./peak_signal_to_noise.ts";',
      'export { layersCommand } from "./layers.ts";',
      'export { hardest } from "./hardest.ts";',
    ],
  );
});

Deno.test("the parts that docs/adding_parts.md adds compile, train, export and pass the shared suite", async () => {
  const said = await test(
    ...["--allow-run", "--filter=/noisy-code|strokes-scaled/"],
    ...["tests/conformance_test.ts", "tests/variants/variants_test.ts"],
  );
  assert(/ok \| 12 passed/.test(said), said);
});

Deno.test("the measure that a page adds is checked, tested, and said wherever an evaluation is", async () => {
  const said = await test(measure[2].path);
  assert(/ok \| 1 passed/.test(said), said);
  const { printed, read } = await training();
  const { sentence, values } = JSON.parse(await read("evaluation.json")).measures.peakSignalToNoise;
  assertEquals(sentence, `The peak signal-to-noise ratio is ${values.decibels.toFixed(2)} dB.`);
  for (const text of [printed, await read("README.md"), await read("report.html")]) {
    assertStringIncludes(text, sentence);
  }
});

Deno.test("the command that a page adds is checked, tested, listed and run", async () => {
  const said = await test("--allow-run", "--filter=layers", "tests/cli/usage_test.ts");
  assert(/ok \| 2 passed/.test(said), said);
  assertStringIncludes(await isthmus("--help"), "lists the layers of a run");
  await training();
  const { layers } = JSON.parse(await isthmus("layers", "run", "--half", "encoder", "--json"));
  assertEquals(layers, [
    { path: "encoder.0", type: "flatten", shape: [784] },
    { path: "encoder.1", type: "dense", shape: [16] },
    { path: "encoder.2", type: "activation", shape: [16] },
    { path: "encoder.3", type: "dense", shape: [2] },
  ]);
});

Deno.test("the section that docs/adding_a_report_section.md adds is checked, tested and drawn", async () => {
  // The tests of the other sections pass as they are: nothing else counts what there is.
  const tests = ["hardest_test.ts", "sections_test.ts"];
  const said = await test(...tests.map((name) => `tests/report/sections/${name}`));
  assertStringIncludes(said, "from ./tests/report/sections/hardest_test.ts");
  const html = await (await training()).read("report.html");
  const headings = [...html.matchAll(/<h2>([^<]*)/g)].map(([, heading]) => heading);
  assertEquals(headings.slice(0, 5), [
    "Training",
    "Test error",
    "Reconstructions",
    "Hardest examples",
    "Best and worst",
  ]);
});

Deno.test("a part under another name, and a mirror that is no layer, do not compile", async () => {
  const copy = await copied();
  const mistakes = [
    {
      path: "registry.ts",
      from: "export { scale }",
      to: "export { scale as scales }",
      complaint: `Type '"scale"' is not assignable to type '"scales"'`,
    },
    {
      path: "elementwise/scale.ts",
      from: '{ type: "scale", factor: 1 / factor }',
      to: '{ type: "scales", factor: 1 / factor }',
      complaint: `type: "scales"; factor: number; }' is not assignable to type`,
    },
  ];
  for (const { path, from, to, complaint } of mistakes) {
    const file = join(copy, "src/layers", path), text = await Deno.readTextFile(file);
    assertEquals(text.split(from).length, 2, `the file has once: ${from}`);
    await Deno.writeTextFile(file, text.replace(from, to));
    const { success, said } = await runDeno(copy, ["check", "--quiet", "src/layers/mod.ts"]);
    await Deno.writeTextFile(file, text);
    assert(!success, `${to} compiles`);
    assertStringIncludes(said, complaint);
  }
});
