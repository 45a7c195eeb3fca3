/** Follows docs/adding_parts.md to the letter, in a copy of the project. */
import { assert, assertEquals } from "@std/assert";
import { dirname, join } from "@std/path";
import { copyWithBlocks } from "../copy_with_blocks.ts";
import { diffLines, pageBlocks } from "../page_blocks.ts";
import { PERMITTED, runDeno } from "../run_deno.ts";

const root = new URL("../../", import.meta.url).pathname;
const blocks = pageBlocks(await Deno.readTextFile(join(root, "docs/adding_parts.md")));

/** The complaint of the compiler about a file of a copy in which one text is another. */
async function complaint(
  path: string,
  { from, to, checked }: { from: string; to: string; checked: string },
): Promise<string> {
  const text = await Deno.readTextFile(path);
  assertEquals(text.split(from).length, 2, `the file has once: ${from}`);
  await Deno.writeTextFile(path, text.replace(from, to));
  const { success, said } = await runDeno(dirname(checked), ["check", "--quiet", checked]);
  await Deno.writeTextFile(path, text);
  assert(!success, `${to} compiles`);
  return said;
}

Deno.test("each part of docs/adding_parts.md is one new file and one line of a registry", async () => {
  const rooms = ["variants", "layers", "penalties", "corruptions", "optimizers"];
  const files = blocks.filter(({ language }) => language === "ts").map(({ path }) => path);
  assertEquals(files.map((path) => path.split("/")[1]), rooms);
  for (const path of files) {
    const isThere = await Deno.stat(join(root, path)).then(() => true, () => false);
    assert(!isThere, `${path} is new`);
  }
  const lines = blocks.filter(({ language }) => language === "diff");
  assertEquals(lines.map(({ path }) => path), rooms.map((room) => `src/${room}/registry.ts`));
  for (const { code } of lines) assertEquals(diffLines(code, "+-").length, 1);
});

Deno.test("the parts that docs/adding_parts.md adds compile, train, export and pass the shared suite", async () => {
  const copy = await copyWithBlocks(blocks);
  const { success, said } = await runDeno(copy, [
    "test",
    ...PERMITTED,
    "--allow-run",
    "--filter=/noisy-code|strokes-scaled/",
    "tests/conformance_test.ts",
    "tests/variants/variants_test.ts",
  ]);
  assert(success && /ok \| 12 passed/.test(said), said);
});

Deno.test("a part under another name, and a mirror that is no layer, do not compile", async () => {
  const copy = await copyWithBlocks(blocks), checked = join(copy, "src/layers/mod.ts");
  const name = await complaint(join(copy, "src/layers/registry.ts"), {
    from: "export { scale }",
    to: "export { scale as scales }",
    checked,
  });
  assert(name.includes(`Type '"scale"' is not assignable to type '"scales"'`), name);
  const mirror = await complaint(join(copy, "src/layers/elementwise/scale.ts"), {
    from: '{ type: "scale", factor: 1 / factor }',
    to: '{ type: "scales", factor: 1 / factor }',
    checked,
  });
  assert(mirror.includes(`type: "scales"; factor: number; }' is not assignable to type`), mirror);
});
