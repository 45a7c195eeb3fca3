/**
 * Runs the `@example` of every public function of the library: all in one program, each as a test of
 * its own name.
 */
import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { trainRun } from "../../src/library/mod.ts";
import { examplesInDocs, testsOfExamples } from "./examples_in_docs.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));

/** The doors of the library: everything that they export is public. */
const { exports: doors } = JSON.parse(
  await Deno.readTextFile(join(root, "deno.json")),
) as { exports: Record<string, string> };

/** The names of all functions that the doors export. */
async function publicFunctions(): Promise<string[]> {
  const names = await Promise.all(
    Object.values(doors).map(async (door) => {
      const module: Record<string, unknown> = await import(join(root, door));
      return Object.keys(module).filter((name) => typeof module[name] === "function");
    }),
  );
  return [...new Set(names.flat())].sort();
}

Deno.test("every public function has an example", async () => {
  const found = await examplesInDocs();
  assertEquals((await publicFunctions()).filter((name) => !found.has(name)), []);
});

/** Makes a folder as users of the library have one: what the project has, and a run of their own. */
async function usersFolder(): Promise<string> {
  const directory = await Deno.realPath(await Deno.makeTempDir());
  for (const name of ["models", "build"]) {
    await Deno.symlink(join(root, name), join(directory, name));
  }
  const set = { "training.epochs": 1, "data.count": 60 };
  await trainRun("strokes-2", { out: join(directory, "runs/strokes-2"), set });
  return directory;
}

Deno.test("the example of every public function runs as it stands", async () => {
  const directory = await usersFolder();
  const path = join(directory, "examples_test.ts");
  await Deno.writeTextFile(path, testsOfExamples((await examplesInDocs()).values()));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "--no-check",
      "--no-prompt",
      "--allow-read",
      `--allow-write=${directory}`,
      "--allow-env",
      "--allow-sys",
      "--allow-ffi",
      `--config=${join(root, "deno.json")}`,
      path,
    ],
    cwd: directory,
    env: { NO_COLOR: "1", TMPDIR: directory },
  }).output();
  const decoder = new TextDecoder();
  assertEquals([code, code === 0 ? "" : decoder.decode(stdout) + decoder.decode(stderr)], [0, ""]);
  await Deno.remove(directory, { recursive: true });
});
