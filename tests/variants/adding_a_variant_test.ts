/** Follows docs/adding_a_variant.md to the letter, in a copy of the project. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";

const root = new URL("../../", import.meta.url).pathname;
const page = await Deno.readTextFile(join(root, "docs/adding_a_variant.md"));

/** The blocks of code of the page in a language. */
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp("```" + language + "\\n([^]*?)```", "g"))]
    .map(([, code]) => code);
}

/** A text with the added lines of a diff behind the lines before them; those must be there, once. */
function applied(text: string, diff: string): string {
  const lines = diff.trimEnd().split("\n");
  const before = lines.filter((line) => line.startsWith(" ")).map((line) => line.slice(1));
  const after = lines.map((line) => line.slice(1));
  assertEquals(text.split(before.join("\n")).length, 2, `the file has once: ${before.join("\n")}`);
  return text.replace(before.join("\n"), after.join("\n"));
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}

Deno.test("the variant that docs/adding_a_variant.md adds trains, exports and passes the shared suite", async () => {
  const copy = await Deno.makeTempDir();
  for (const folder of ["src", "tests"]) await copyFolder(join(root, folder), join(copy, folder));
  for (const folder of ["build", "node_modules"]) {
    await Deno.symlink(join(root, folder), join(copy, folder));
  }
  for (const file of ["deno.json", "deno.lock"]) {
    await Deno.copyFile(join(root, file), join(copy, file));
  }
  const [variant] = blocks("ts"), [recipe] = blocks("json");
  await Deno.writeTextFile(join(copy, "src/variants/noisy_code.ts"), variant);
  const registry = join(copy, "src/variants/mod.ts");
  const edited = blocks("diff").reduce(applied, await Deno.readTextFile(registry));
  await Deno.writeTextFile(registry, edited);
  const folder = join(copy, "models", JSON.parse(recipe).name);
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folder, "recipe.json"), recipe);

  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "--no-prompt",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-sys",
      "--allow-ffi",
      "--allow-run",
      "--filter=/noisy-code/",
      "tests/conformance_test.ts",
      "tests/variants/variants_test.ts",
    ],
    cwd: copy,
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  assert(success, text.decode(stderr) + text.decode(stdout));
  assert(/ok \| 7 passed/.test(text.decode(stdout)), text.decode(stdout));
  await Deno.remove(copy, { recursive: true });
});
