/** The folder that paths are relative to, and runs whose data are named relative to another. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { writeRecipe } from "../workflows/points.ts";
import { beginIn, endOf } from "./isthmus.ts";

const PROJECT = fromFileUrl(new URL("../../", import.meta.url));

/** As the operating system spells it, which the absolute paths of runs follow. */
const directory = await Deno.realPath(await Deno.makeTempDir());

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** A folder with points and a recipe, in which a task is called. */
const here = join(directory, "here");
Deno.mkdirSync(here);
writeRecipe(here);
const elsewhere = join(directory, "elsewhere");
Deno.mkdirSync(elsewhere);

/** A training of the points, called beside them, as the task runs it: in the project's folder. */
const trained = endOf(
  beginIn(PROJECT, ["train", "points.json", "--data", "points.csv", "--epochs", "1"], {
    called: here,
  }),
);
const run = join(here, "runs", "points");

Deno.test("what is typed to a task is relative to the folder in which it is typed", async () => {
  const { code, stderr } = await trained;
  assertEquals(code, 0, stderr);
  const { recipe, data } = JSON.parse(Deno.readTextFileSync(join(run, RUN_FILES.config)));
  assertEquals([recipe.data.name, data.name], ["points.csv", "points.csv"]);
  assertEquals(data.path, join(here, "points.csv"));
  const evaluated = await endOf(beginIn(PROJECT, ["evaluate", "runs/points"], { called: here }));
  assertEquals(evaluated.code, 0, evaluated.stderr);
});

Deno.test("a folder in which a program is run is the one that paths are relative to", async () => {
  await trained;
  // No task: the variable is of another program around this one.
  const evaluated = await endOf(beginIn(here, ["evaluate", "runs/points"], { called: elsewhere }));
  assertEquals(evaluated.code, 0, evaluated.stderr);
  const none = await endOf(beginIn(elsewhere, ["evaluate", "runs/points"], { called: here }));
  assertEquals(none.code, 1);
  const gone = join(directory, "gone");
  const still = await endOf(beginIn(PROJECT, ["evaluate", run], { called: gone }));
  assertEquals(still.code, 0, still.stderr);
});

Deno.test("the data of a run are found from any folder, and named by both paths where they are gone", async () => {
  await trained;
  const evaluate = () => endOf(beginIn(elsewhere, ["evaluate", "moved", "--json"]));
  await Deno.rename(run, join(elsewhere, "moved"));
  const found = await evaluate();
  assertEquals([found.code, JSON.parse(found.stdout).data], [0, "points.csv"], found.stderr);
  const resumed = await endOf(beginIn(elsewhere, ["train", "--resume", "moved"]));
  assertEquals(resumed.code, 0, resumed.stderr);
  const warm = await endOf(beginIn(elsewhere, ["train", "--from", "moved", "--epochs", "2"]));
  assertEquals(warm.code, 0, warm.stderr);
  const config = join(elsewhere, "runs", "points", RUN_FILES.config);
  const { data } = JSON.parse(Deno.readTextFileSync(config));
  const path = join(here, "points.csv");
  assertEquals([data.name, data.path], ["points.csv", path]);
  await Deno.remove(path);
  const { code, stderr } = await evaluate();
  assertEquals([code, stderr], [
    1,
    `Cannot find the data "points.csv": they are neither in the current folder nor at ${path}, ` +
    "where the training read them; put them back, or name other data with --data\n",
  ]);
});

Deno.test("no file that is handed on says where the data were", async () => {
  const { stderr } = await trained;
  assert(stderr.includes("points.csv"));
  const folder = join(elsewhere, "moved"), path = join(here, "points");
  const site = join(directory, "site");
  const exported = await endOf(
    beginIn(elsewhere, ["export", "moved", "--target", "web", "--out", site]),
  );
  assertEquals(exported.code, 0, exported.stderr);
  assertMatch(
    exported.stdout,
    /^Wrote \d+ files, [\d.]+ kB, into .*\nThe lite engine, which is part /,
  );
  assertMatch(exported.stdout, /--engines lite,wasm,webgpu adds ONNX Runtime, 41 MB/);
  const handedOn = Object.values(RUN_FILES).filter((name) =>
    ![RUN_FILES.config, RUN_FILES.checkpoint].some((own) => own === name)
  ).map((name) => join(folder, name));
  for (const file of [...handedOn, ...filesOf(site)]) {
    const bytes = await Deno.readFile(file).catch(() => new Uint8Array(0));
    assert(!new TextDecoder("latin1").decode(bytes).includes(path), file);
  }
});

function filesOf(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesOf(join(folder, name)) : [join(folder, name)]
  );
}
