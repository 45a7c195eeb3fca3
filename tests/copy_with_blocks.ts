import { assertEquals } from "@std/assert";
import { dirname, fromFileUrl, join } from "@std/path";
import { diffLines, type PageBlock } from "./page_blocks.ts";

const root = fromFileUrl(new URL("../", import.meta.url));

/**
 * Copies the project into a new folder, with all that a page adds; what is built is linked. The folder
 * goes when the tests of the file have ended.
 */
export async function copyWithBlocks(blocks: readonly PageBlock[]): Promise<string> {
  const copy = await Deno.makeTempDir();
  globalThis.addEventListener("unload", () => Deno.removeSync(copy, { recursive: true }));
  for (const folder of ["docs", "models", "scripts", "src", "tests"]) {
    await copyFolder(join(root, folder), join(copy, folder));
  }
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

/** A text with the added lines of a diff in their place; those around them must be there, once. */
function applied(text: string, diff: string): string {
  const before = diffLines(diff, " ").join("\n");
  assertEquals(text.split(before).length, 2, `the file has once: ${before}`);
  return text.replace(before, diffLines(diff, " +").join("\n"));
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}
