/** The commands that start from weights and that finish what was interrupted. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { runTraining } from "../../src/workflows/training/run_training.ts";
import { writePoints, writeRecipe } from "../workflows/points.ts";
import { beginIn, endOf, isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const run = join(directory, "run");
{
  const controller = new AbortController();
  using prepared = await prepareNewRun(readRecipe(writeRecipe(directory)), { out: run });
  await runTraining(prepared, {
    signal: controller.signal,
    show: (event) => event.type === "step" && event.step === 27 && controller.abort(),
  });
}

Deno.test("finish says what it finishes and each stage, and its result says how far the training came", async () => {
  const { code, stdout, stderr } = await isthmus("finish", run, "--json");
  assertEquals(code, 0, stderr);
  const result = JSON.parse(stdout);
  assertEquals(Object.keys(result), ["run", "bestEpoch", "stopped", "evaluation"]);
  assertEquals(result.stopped, { epochs: 2, step: 27 });
  assertEquals(stderr.split("\n"), [
    `Finishing points in ${run} as it is, in epoch 3 of 4, after step 27: the weights are of epoch ` +
    result.bestEpoch,
    "Exporting to ONNX …",
    "Measuring the errors for thresholds …",
    "Measuring PCA …",
    "Measuring the test error …",
    "Writing the report …",
    "",
  ]);
  const again = await isthmus("finish", run);
  assertEquals([again.code, again.stderr], [
    1,
    `Cannot finish ${run}: it is finished; "report ${run}" writes its report anew, "export ${run}" ` +
    "its ONNX files\n",
  ]);
  const evaluated = await isthmus("evaluate", run);
  assertEquals(evaluated.code, 0, evaluated.stderr);
});

Deno.test("train --from takes the recipe of the run unless another is named, with options over it", async () => {
  const others = writePoints(await Deno.makeTempDir({ dir: directory }), { seed: 2 });
  const cwd = await Deno.makeTempDir({ dir: directory });
  const options = [
    "--data",
    others,
    "--epochs",
    "2",
    "--set",
    "training.optimizer.learningRate=1e-3",
  ];
  const { code, stderr } = await endOf(beginIn(cwd, ["train", "--from", run, ...options]));
  assertEquals(code, 0, stderr);
  const start =
    `Training points into runs/points, starting from the weights of ${run}: 320 examples`;
  assert(stderr.startsWith(start), stderr);
  const config = JSON.parse(Deno.readTextFileSync(join(cwd, "runs/points", RUN_FILES.config)));
  const { training, data } = config.recipe;
  assertEquals([training.epochs, training.optimizer.learningRate, data.name], [2, 1e-3, others]);
  assertEquals([config.from.run, config.from.sha256.length], [run, 64]);
  const named = await endOf(
    beginIn(cwd, ["train", "strokes-deep", "--from", run, "--set", "data.count=50"]),
  );
  assertEquals([named.code, named.stdout], [1, ""]);
  assert(
    named.stderr.includes(`Cannot start from the weights of ${run}: the`) &&
      named.stderr.endsWith(
        `; train the model of ${run} on examples of its shape, or leave out --from\n`,
      ),
    named.stderr,
  );
});
