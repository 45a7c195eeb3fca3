/** Follows docs/adding_parts.md to the letter, in a copy of the project. */
import { assert, assertEquals } from "@std/assert";
import { dirname, join } from "@std/path";

const root = new URL("../../", import.meta.url).pathname;
const page = await Deno.readTextFile(join(root, "docs/adding_parts.md"));

/** A block of code of the page, and the file that the text before it names last. */
interface Block {
  readonly language: string;
  readonly path: string;
  readonly code: string;
}

const blocks: readonly Block[] = [...page.matchAll(/```(\w+)\n([^]*?)```/g)].map(
  ({ 1: language, 2: code, index }) => {
    const [, path] = [...page.slice(0, index).matchAll(/`((?:src|models)\/[^`]*\.\w+)`/g)].at(-1)!;
    return { language, path, code };
  },
);

/** The lines of a diff with a mark in front, without it. */
function linesOf(diff: string, marks: string): string[] {
  return diff.trimEnd().split("\n").filter(([mark]) => marks.includes(mark))
    .map((line) => line.slice(1));
}

/** A text with the added lines of a diff in their place; those around them must be there, once. */
function applied(text: string, diff: string): string {
  const before = linesOf(diff, " ").join("\n");
  assertEquals(text.split(before).length, 2, `the file has once: ${before}`);
  return text.replace(before, linesOf(diff, " +").join("\n"));
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}

/** A copy of what the page changes and its tests run, with all that the page adds. */
async function copyWithParts(): Promise<string> {
  const copy = await Deno.makeTempDir();
  for (const folder of ["src", "tests"]) await copyFolder(join(root, folder), join(copy, folder));
  for (const folder of ["build", "node_modules"]) {
    await Deno.symlink(join(root, folder), join(copy, folder));
  }
  for (const file of ["deno.json", "deno.lock"]) {
    await Deno.copyFile(join(root, file), join(copy, file));
  }
  for (const { language, path, code } of blocks) {
    const file = join(copy, path);
    await Deno.mkdir(dirname(file), { recursive: true });
    const text = language === "diff" ? applied(await Deno.readTextFile(file), code) : code;
    await Deno.writeTextFile(file, text);
  }
  return copy;
}

/** Runs deno in a folder: whether it succeeded, and both of its outputs. */
async function run(
  cwd: string,
  args: readonly string[],
): Promise<{ success: boolean; said: string }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  return { success, said: text.decode(stderr) + text.decode(stdout) };
}

/** The complaint of the compiler about a file of a copy in which one text is another. */
async function complaint(
  path: string,
  { from, to, checked }: { from: string; to: string; checked: string },
): Promise<string> {
  const text = await Deno.readTextFile(path);
  assertEquals(text.split(from).length, 2, `the file has once: ${from}`);
  await Deno.writeTextFile(path, text.replace(from, to));
  const { success, said } = await run(dirname(checked), ["check", "--quiet", checked]);
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
  for (const { code } of lines) assertEquals(linesOf(code, "+-").length, 1);
});

Deno.test("the parts that docs/adding_parts.md adds compile, train, export and pass the shared suite", async () => {
  const copy = await copyWithParts();
  const { success, said } = await run(copy, [
    "test",
    "--no-prompt",
    "--allow-read",
    "--allow-write",
    "--allow-env",
    "--allow-sys",
    "--allow-ffi",
    "--allow-run",
    "--filter=/noisy-code|strokes-scaled/",
    "tests/conformance_test.ts",
    "tests/variants/variants_test.ts",
  ]);
  assert(success && /ok \| 12 passed/.test(said), said);
  await Deno.remove(copy, { recursive: true });
});

Deno.test("a part under another name, and a mirror that is no layer, do not compile", async () => {
  const copy = await copyWithParts(), checked = join(copy, "src/layers/mod.ts");
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
  await Deno.remove(copy, { recursive: true });
});
