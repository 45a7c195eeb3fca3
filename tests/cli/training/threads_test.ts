/** A training on several threads, by the command. */
import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { RUN_FILES } from "../../../src/runs/run_folder.ts";
import { writeRecipe } from "../../workflows/points.ts";
import { isthmus } from "../isthmus.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

Deno.test("train --threads says how many there are, leaves the same bytes, and records them", async () => {
  const recipe = writeRecipe(directory), weights: Uint8Array[] = [];
  const larger = ["--set", "model.nodes=[400,300]", "--set", "training.epochs=2"];
  for (const threads of [1, 3]) {
    const run = join(directory, `run-${threads}`);
    const { code, stderr } = await isthmus(
      ...["train", recipe, ...larger, "--threads", String(threads), "--out", run],
    );
    assertEquals(code, 0, stderr);
    assertMatch(stderr, threads === 1 ? / kernels\n/ : / kernels on 3 threads\n/);
    const config = JSON.parse(await Deno.readTextFile(join(run, RUN_FILES.config)));
    assertEquals(config.threads.count, threads);
    assertEquals(typeof config.threads.reason, threads === 1 ? "string" : "undefined");
    weights.push(await Deno.readFile(join(run, RUN_FILES.weights)));
  }
  assertEquals(weights[0], weights[1]);
  // Threads are not what a run was begun with: any number goes on with it.
  const { code, stderr } = await isthmus(
    ...["train", "--resume", join(directory, "run-3"), "--threads", "2"],
  );
  assertEquals(code, 0, stderr);
});

Deno.test("a number of threads that there cannot be is wrong usage", async () => {
  for (
    const [threads, why] of [["0", "from 1 up"], ["two", "from 1 up"], ["65", "64 at the most"]]
  ) {
    const { code, stderr } = await isthmus("train", "strokes-2", "--threads", threads);
    assertEquals(code, 2);
    assertMatch(stderr, new RegExp(`Cannot use --threads ${threads}: expected .*${why}`));
  }
});
