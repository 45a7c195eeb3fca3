import { assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { isthmusIn } from "../cli/isthmus.ts";
import { readmePrograms } from "./page_programs.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));

const [runs, library, inference, rows] = readmePrograms();

/** Runs TypeScript as a user would, in a folder of its own with the project's configuration. */
async function run(code: string, directory: string): Promise<string> {
  const path = join(directory, "example.ts");
  await Deno.writeTextFile(path, code);
  const { code: exitCode, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
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
    env: { TMPDIR: directory },
  }).output();
  const decoder = new TextDecoder();
  assertEquals([exitCode, exitCode === 0 ? "" : decoder.decode(stderr)], [0, ""]);
  return decoder.decode(stdout);
}

Deno.test("the example of runs in the README fits, saves, trains and opens", async () => {
  const directory = await Deno.makeTempDir();
  const said = await run(runs, directory);
  assertMatch(said, /Columns were brought to \[0, 1\]/);
  assertMatch(said, /\d+\.\d+\s*$/);
  const left = await Array.fromAsync(Deno.readDir(join(directory, "runs")), ({ name }) => name);
  assertEquals(left.sort(), ["people", "strokes-2"]);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("the library example of the README trains and leaves a model", async () => {
  const directory = await Deno.makeTempDir();
  assertEquals(library.trim().split("\n").length <= 11, true);
  const losses = (await run(library, directory)).trim().split("\n").map(Number);
  assertEquals(losses.length, 3);
  assertEquals(losses[2] < losses[0], true);
  assertEquals((await Deno.stat(join(directory, "model.onnx"))).size > 100_000, true);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("the inference example of the README decodes what training left", async () => {
  const directory = await Deno.makeTempDir();
  const { code, stderr } = await isthmusIn(directory, [
    "train",
    "--epochs",
    "1",
    "--set",
    "data.count=1200",
  ]);
  assertEquals(code, 0, stderr);
  const count = await run(inference, directory);
  assertEquals(count.trim(), "784");
  await Deno.remove(directory, { recursive: true });
});

Deno.test("the example of rows by their columns in the README encodes what it says", async () => {
  const directory = await Deno.makeTempDir();
  const lines = Array.from({ length: 60 }, (_, i) => [60 + i % 7, 120 + 3 * i, 5800 + i * i]);
  await Deno.writeTextFile(
    join(directory, "machines.csv"),
    ["temperature,pressure,current", ...lines].join("\n"),
  );
  const sets = ["data.scale=unit", "model.nodes=4", "model.layers=1"];
  const { code, stderr } = await isthmusIn(directory, [
    ...[
      "train",
      "strokes-2",
      "--data",
      "machines.csv",
      "--epochs",
      "1",
      "--out",
      "runs/machines",
    ],
    ...sets.flatMap((set) => ["--set", set]),
  ]);
  assertEquals(code, 0, stderr);
  const count = await run(rows, directory);
  assertEquals(count.trim(), "2");
  await Deno.remove(directory, { recursive: true });
});
