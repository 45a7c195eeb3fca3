import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { sha256 } from "../../src/core/sha256.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { writeRecipe } from "../workflows/points.ts";
import { begin, beginIn, endOf, isthmus } from "./isthmus.ts";

/**
 * The hash that this seed must give on every machine. It changes with anything that training
 * computes, and with the last bit of V8's Math functions, which initial weights are drawn by.
 */
const GOLDEN = "c7241bb331c97c1677724b9c8d6a55cbe8514c1aeb12dae64d5fa0bc5de71a16";

Deno.test("--numerics portable gives the same weights every time, and a run that says so", async () => {
  const directory = await Deno.makeTempDir();
  const recipe = writeRecipe(directory);
  const train = () => endOf(beginIn(directory, ["train", recipe, "--numerics", "portable"]));
  // Without --out the folder is runs/NAME, numbered past the runs that are there.
  const ends = [await train(), await train()];
  assertEquals(ends.map(({ code }) => code), [0, 0], ends[0].stderr);
  const runs = ["points", "points-2"].map((name) => join(directory, "runs", name));
  const [first, second] = runs.map((run) => Deno.readFileSync(join(run, RUN_FILES.weights)));
  assertEquals(first, second);
  assertEquals(await sha256(first), GOLDEN);
  const { kernels } = JSON.parse(Deno.readTextFileSync(join(runs[0], RUN_FILES.config)));
  assertEquals([kernels.numerics, kernels.build], ["portable", "simd"]);
  // A run keeps its numerics: resuming needs no option, and refuses other kernels.
  const [same, fast] = await Promise.all([
    endOf(begin("train", "--resume", runs[0])),
    isthmus("train", "--resume", runs[1], "--numerics", "fast"),
  ]);
  assertEquals([same.code, fast.code], [0, 1]);
  assertEquals(
    fast.stderr,
    `Cannot resume ${runs[1]}: the kernels changed (numerics was "portable", is "fast"); start a ` +
      "new run instead\n",
  );
  await Deno.remove(directory, { recursive: true });
});
