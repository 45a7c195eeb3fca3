import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { readHistory } from "../../src/runs/read_history.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { beginSearch } from "../../src/search/begin_search.ts";
import { runSearch } from "../../src/search/run_search.ts";
import {
  readResults,
  readSearch,
  trialFolder,
  writeSearch,
} from "../../src/search/search_record.ts";
import { parseSpace } from "../../src/search/space.ts";
import { createTrialPool } from "../../src/search/trial_pool.ts";
import { isthmus } from "../cli/isthmus.ts";
import { writeRecipe } from "../workflows/points.ts";

const directory = await Deno.makeTempDir();
const path = writeRecipe(directory);
const recipe = readRecipe(path, { "training.epochs": 3, "training.batchSize": 64 });

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const fields = {
  "model.codeSize": { values: [1, 2] },
  // The largest diverges.
  "training.optimizer": {
    values: [
      { type: "adam", learningRate: 0.01 },
      { type: "adam", learningRate: 0.0001 },
      { type: "sgd", learningRate: 1e30 },
    ],
  },
};

const options = {
  space: parseSpace({ fields }, "s"),
  ...{ trials: 6, seed: 1, factor: 3, numerics: "fast" as const },
  signal: new AbortController().signal,
};

/** Begins a search in a new folder. */
async function begin(name: string) {
  const folder = join(directory, name);
  await Deno.mkdir(folder);
  const { search, remarks } = await beginSearch(recipe, options);
  await writeSearch(folder, search);
  return { folder, search, remarks };
}

/** The trials that ended, in the order of their ends. */
const ended = (lines: readonly string[]) => lines.filter((line) => line.startsWith("trial "));

const whole = await begin("whole"), said: string[] = [];
/** Runs a search to its end. */
async function searchToEnd(...args: Parameters<typeof runSearch>) {
  const end = await runSearch(...args);
  if (end.type === "end") return end;
  throw new Error("Cannot test a search that was interrupted");
}

const end = await searchToEnd(whole.search, {
  ...{ directory: whole.folder, processes: 2, signal: options.signal },
  say: (line) => said.push(line),
});

Deno.test("trials are drawn once each; a space that has no more is said to have fewer", async () => {
  const texts = whole.search.trials.map((values) => JSON.stringify(values));
  assertEquals([texts.length, new Set(texts).size, whole.remarks], [6, 6, []]);
  const { search, remarks } = await beginSearch(recipe, { ...options, trials: 9 });
  assertEquals(search.trials.length, 6);
  assertStringIncludes(remarks[0], "The space has no more than 6 different trials, fewer than 9");
});

Deno.test("a search trains the best on, and a trial that diverges is a row", () => {
  const { results, best } = end, rounds = Map.groupBy(results, ({ round }) => round);
  assertEquals([rounds.get(0)!.length, rounds.get(1)!.length], [6, 2]);
  const failed = results.filter(({ failed }) => failed !== undefined);
  assertEquals(failed.length, 2);
  for (const { trial, failed: why } of failed) {
    assertEquals(
      (whole.search.trials[trial]["training.optimizer"] as { type: string }).type,
      "sgd",
    );
    assert(why!.length > 10);
  }
  const sorted = rounds.get(0)!.flatMap(({ error }) => error ?? []).sort((a, b) => a - b);
  for (const { trial } of rounds.get(1)!) {
    const before = rounds.get(0)!.find((result) => result.trial === trial)!;
    assert(sorted.indexOf(before.error!) < 2);
  }
  assertEquals(best.error, Math.min(...rounds.get(1)!.map(({ error }) => error!)));
  assertEquals(ended(said).length, 8);
});

Deno.test("a trial goes on as one training: its epochs are those of the recipe trained in one go", async () => {
  const values = Object.entries(whole.search.trials[end.best.trial])
    .flatMap(([path, value]) => ["--set", `${path}=${JSON.stringify(value)}`]);
  const out = join(directory, "at-once");
  const { code, stderr } = await isthmus(
    ...["train", path, "--epochs", "3", "--batch-size", "64", "--out", out],
    ...values,
  );
  assertEquals(code, 0, stderr);
  assertEquals(await readHistory(end.run), await readHistory(out));
  const { evaluation: { autoencoder } } = end;
  const once = JSON.parse(await Deno.readTextFile(join(out, RUN_FILES.evaluation)));
  assertEquals(autoencoder, once.autoencoder);
});

Deno.test("only the best trial was ever measured on test examples", () => {
  const measured = whole.search.trials.map((_, trial) => trial).filter((trial) => {
    try {
      return Deno.statSync(join(trialFolder(whole.folder, trial), RUN_FILES.evaluation)).isFile;
    } catch {
      return false;
    }
  });
  assertEquals(measured, [end.best.trial]);
});

Deno.test("an interrupted search goes on where it was, to the same results", async () => {
  const { folder, search } = await begin("cut"), controller = new AbortController();
  const first: string[] = [], then: string[] = [];
  const cut = await runSearch(search, {
    ...{ directory: folder, processes: 1, signal: controller.signal },
    say(line) {
      first.push(line);
      if (ended(first).length === 3) controller.abort();
    },
  });
  assertEquals([cut.type, ended(first).length], ["interrupted", 3]);
  const again = await searchToEnd(await readSearch(folder), {
    ...{ directory: folder, processes: 2, signal: options.signal },
    say: (line) => then.push(line),
  });
  assertEquals(ended(then).length, 5);
  const inOrder = (results: typeof end.results) =>
    results.toSorted((a, b) => a.round - b.round || a.trial - b.trial);
  assertEquals(inOrder(again.results), inOrder(end.results));
  assertEquals(await readResults(folder), again.results);
  assertEquals(again.best, end.best);
});

Deno.test("a thread that dies fails its trial alone", async () => {
  const pool = createTrialPool({ ...whole.search, trials: "none" as never }, { size: 1 });
  const ends: string[] = [];
  await pool.run(
    [0, 1].map((trial) => ({ trial, epochs: 1, directory: join(directory, `dead-${trial}`) })),
    {
      signal: options.signal,
      onEnd: (_, end) => Promise.resolve(void ends.push(end.type)),
    },
  );
  await pool.close();
  assertEquals(ends, ["failed", "failed"]);
});

Deno.test("a search in which every trial fails ends with the reason", async () => {
  const { search } = await beginSearch(recipe, options);
  const sgd = { type: "sgd", learningRate: 1e30 };
  const trials = [1, 2].map((size) => ({ "model.codeSize": size, "training.optimizer": sgd }));
  const folder = join(directory, "failing");
  await Deno.mkdir(folder);
  await assertRejects(
    () =>
      runSearch({ ...search, trials }, {
        ...{ directory: folder, processes: 1, signal: options.signal },
        say() {},
      }),
    Error,
    "Cannot go on with the search: every trial of round 1 failed (",
  );
});

Deno.test("search-options searches, writes a page and a recipe, and refuses what does not fit", async () => {
  const file = join(directory, "space.json"), out = join(directory, "asked");
  await Deno.writeTextFile(
    file,
    JSON.stringify({ fields: { "model.codeSize": { values: [1, 2] } } }),
  );
  const search = (...args: string[]) =>
    isthmus("search-options", path, "--space", file, "--trials", "2", ...args);
  const { code, stdout, stderr } = await search("--epochs", "2", "--out", out, "--json");
  assertEquals(code, 0, stderr);
  const { best, trials, evaluation } = JSON.parse(stdout);
  assertEquals([trials.length, trials[0].trial], [2, best.trial]);
  assert(evaluation.autoencoder.squaredError > 0);
  const written = JSON.parse(await Deno.readTextFile(join(out, "recipe.json")));
  assertEquals(written.model.codeSize, best.values["model.codeSize"]);
  const page = await Deno.readTextFile(join(out, "search.html"));
  for (
    const text of ["What mattered", "The best trials", "model.codeSize", "which chose nothing"]
  ) {
    assertStringIncludes(page, text);
  }
  const [taken, missing, nothing, both, none, field] = await Promise.all([
    search("--out", out),
    isthmus("search-options", path, "--space", "nowhere.json", "--trials", "2"),
    isthmus("search-options", "--resume", directory),
    search("--resume", out),
    isthmus("search-options", path, "--space", file),
    (async () => {
      const other = join(directory, "other.json");
      await Deno.writeTextFile(
        other,
        JSON.stringify({ fields: { "model.size": { values: [1, 2] } } }),
      );
      return isthmus("search-options", path, "--space", other, "--trials", "2");
    })(),
  ]);
  const first = (
    { code, stderr }: { code: number; stderr: string },
  ) => [code, stderr.split("\n")[0]];
  assertEquals(first(taken)[0], 1);
  assertStringIncludes(taken.stderr, "it is not empty");
  assertEquals(first(missing), [2, "Cannot read the space nowhere.json: there is none"]);
  assertEquals(first(nothing), [
    1,
    `Cannot go on with ${directory}: it has no search.json, so that no search began there`,
  ]);
  assertEquals(first(both), [
    2,
    "Cannot use --space with --resume: the search goes on as it began",
  ]);
  assertEquals(first(none), [2, "Cannot run without --trials"]);
  assertEquals(first(field)[0], 2);
  assertStringIncludes(field.stderr, 'unrecognized key: "size"');
});
