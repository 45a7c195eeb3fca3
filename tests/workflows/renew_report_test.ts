import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { formatDuration } from "../../src/core/format_duration.ts";
import { readEvaluation, writeEvaluation } from "../../src/evaluation/record/evaluation_file.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { isthmus } from "../cli/isthmus.ts";
import { trainPoints } from "./train_points.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const { run: { directory: run }, evaluation } = await trainPoints(directory);
const report = () => Deno.readTextFile(join(run, RUN_FILES.report));

Deno.test("the report is written from the evaluation in the folder, and beside others from a new one", async () => {
  const changed = { ...evaluation.autoencoder, squaredError: 77.77 };
  await writeEvaluation(run, { ...evaluation, autoencoder: changed });
  assertEquals((await isthmus("report", run)).code, 0);
  assert((await report()).includes("with a squared error of 77.77 each"));
  assertEquals((await isthmus("report", run, "--beside", run)).code, 0);
  const { squaredError } = evaluation.autoencoder;
  assert((await report()).includes(`with a squared error of ${squaredError.toFixed(2)} each`));
  assert((await report()).includes(formatDuration(evaluation.seconds)));
  assertEquals((await readEvaluation(run))?.autoencoder, changed);
});

Deno.test("a run of an older version has an evaluation once its report is written anew", async () => {
  await Deno.remove(join(run, RUN_FILES.evaluation));
  const { code, stderr } = await isthmus("report", run);
  assertEquals([code, stderr], [0, ""]);
  const measured = (await readEvaluation(run))!;
  // The checkpoint was written a moment before the training gave its seconds.
  assert(Math.abs(measured.seconds! - evaluation.seconds) < 1, `${measured.seconds}`);
  assertEquals({ ...measured, seconds: evaluation.seconds }, evaluation);
  const { files } = JSON.parse(await Deno.readTextFile(join(run, RUN_FILES.manifest)));
  assert(RUN_FILES.evaluation in files);
});

Deno.test("a damaged evaluation is refused in one sentence", async () => {
  await Deno.writeTextFile(join(run, RUN_FILES.evaluation), "{}");
  const { code, stderr } = await isthmus("report", run);
  assertEquals([code, stderr], [
    1,
    `Cannot use ${join(run, RUN_FILES.evaluation)}: its version is missing, expected 1; ` +
    `remove the file, and "report ${run}" measures the run anew\n`,
  ]);
});
