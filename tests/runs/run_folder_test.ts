import { assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { lockRun, newRunDirectory } from "../../src/runs/run_folder.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

Deno.test("a locked folder is refused to another until it is given back", () => {
  const run = join(directory, "deep", "run");
  const lock = lockRun(run);
  assertThrows(
    () => lockRun(run),
    Error,
    `Cannot write into ${run}: another command is writing there; wait until it has ended`,
  );
  lock[Symbol.dispose]();
  lockRun(run)[Symbol.dispose]();
});

Deno.test("a lock clears the folders of a run of what crashes left half written, and of nothing else", () => {
  const run = join(directory, "littered"), left = `.model.onnx.${crypto.randomUUID()}.tmp`;
  Deno.mkdirSync(join(run, "onnx", left.replace("model", "folder")), { recursive: true });
  Deno.mkdirSync(join(run, "notes"));
  const paths = [left, `onnx/${left}`, `notes/${left}`, "onnx/.hidden.tmp"];
  for (const path of paths) Deno.writeTextFileSync(join(run, path), "");
  lockRun(run)[Symbol.dispose]();
  const names = (folder: string) => [...Deno.readDirSync(join(run, folder))].map((e) => e.name);
  assertEquals(names(".").sort(), [".lock", "notes", "onnx"]);
  assertEquals(names("onnx").sort(), [left.replace("model", "folder"), ".hidden.tmp"].sort());
  assertEquals(names("notes"), [left]);
});

Deno.test("a chosen folder must be empty; a lock and what a crash left half written do not count", () => {
  const run = join(directory, "chosen");
  assertEquals(newRunDirectory("x", run), run);
  const lock = lockRun(run);
  const leftover = join(run, `.config.json.${crypto.randomUUID()}.tmp`);
  Deno.writeTextFileSync(leftover, "{");
  assertEquals(newRunDirectory("x", run), run);
  lock[Symbol.dispose]();
  lockRun(run)[Symbol.dispose]();
  assertThrows(() => Deno.statSync(leftover), Deno.errors.NotFound);
  Deno.writeTextFileSync(join(run, "notes.txt"), "");
  assertThrows(
    () => newRunDirectory("x", run),
    Error,
    `Cannot train into ${run}: it is not empty; choose another --out, or --resume ${run}`,
  );
  assertThrows(() => newRunDirectory("x", join(run, "notes.txt")), Error, "it is not empty");
});
