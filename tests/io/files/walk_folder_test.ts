import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { isMissing } from "../../../src/io/files/is_missing.ts";
import { walkFolder, type WalkOptions } from "../../../src/io/files/walk_folder.ts";

/** A folder with a file, a folder in a folder, and a link to the outer of both. */
async function makeFolder(): Promise<string> {
  const directory = await Deno.makeTempDir();
  await Deno.mkdir(join(directory, "b/inner"), { recursive: true });
  for (const file of ["c.txt", "a.txt", "b/two.txt", "b/inner/three.txt"]) {
    await Deno.writeTextFile(join(directory, file), "");
  }
  await Deno.symlink("b", join(directory, "link"));
  return directory;
}

async function walked(directory: string, options?: WalkOptions): Promise<string[]> {
  const entries = await Array.fromAsync(walkFolder(directory, options));
  return entries.map(({ path, isFolder, depth }) => `${depth} ${path}${isFolder ? "/" : ""}`);
}

Deno.test("walkFolder() goes all the way, in alphabetical order, and takes links for files", async () => {
  const directory = await makeFolder();
  assertEquals(await walked(directory), [
    "1 a.txt",
    "1 b/",
    "2 b/inner/",
    "3 b/inner/three.txt",
    "2 b/two.txt",
    "1 c.txt",
    "1 link",
  ]);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("walkFolder() stops at a depth, and follows links where it is told to", async () => {
  const directory = await makeFolder();
  assertEquals(await walked(directory, { depth: 2, followLinks: true }), [
    "1 a.txt",
    "1 b/",
    "2 b/inner/",
    "2 b/two.txt",
    "1 c.txt",
    "1 link/",
    "2 link/inner/",
    "2 link/two.txt",
  ]);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("walkFolder() tells links to nothing and links back, and throws NotFound where no folder is", async () => {
  const directory = await Deno.makeTempDir();
  await Deno.mkdir(join(directory, "a/b"), { recursive: true });
  await Deno.symlink("gone", join(directory, "dead"));
  await Deno.symlink("..", join(directory, "a/b/back"));
  await Deno.symlink("itself", join(directory, "itself"));
  await Deno.symlink("../..", join(directory, "out"));
  await Deno.symlink("a", join(directory, "twice"));
  assertEquals(await walked(directory), [
    ...["1 a/", "2 a/b/", "3 a/b/back", "1 dead", "1 itself", "1 out", "1 twice"],
  ]);
  const entries = await Array.fromAsync(walkFolder(directory, { followLinks: true }));
  assertEquals(entries.map(({ path, fault }) => fault ? `${path}: ${fault}` : path), [
    ...["a", "a/b", "a/b/back: circle", "dead: dead", "itself: circle", "out: circle"],
    ...["twice", "twice/b", "twice/b/back: circle"],
  ]);
  assert(isMissing(await assertRejects(() => walked(join(directory, "none")))));
  await Deno.remove(directory, { recursive: true });
});

Deno.test("walkFolder() passes over what is hidden where it is told to", async () => {
  const directory = await Deno.makeTempDir();
  for (const path of [".git/a", "__MACOSX/b", "@eaDir/c", "d/.e", "d/Thumbs.db", "d/f"]) {
    await Deno.mkdir(join(directory, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(directory, path), "");
  }
  assertEquals(await walked(directory, { skipHidden: true }), ["1 d/", "2 d/f"]);
  assertEquals((await walked(directory)).length, 10);
  await Deno.remove(directory, { recursive: true });
});
