import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { formatDuration } from "../../src/core/format_duration.ts";
import { readEvaluation, writeEvaluation } from "../../src/evaluation/record/evaluation_file.ts";
import { lockRun, RUN_FILES } from "../../src/runs/run_folder.ts";
import { isthmus } from "../cli/isthmus.ts";
import { trainPoints } from "./train_points.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const { run: { directory: run }, evaluation } = await trainPoints(directory);
const card = join(run, RUN_FILES.card), firstCard = await Deno.readTextFile(card);
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
  await Deno.writeTextFile(card, "a card of other figures");
  await Deno.remove(join(run, RUN_FILES.evaluation));
  const { code, stderr } = await isthmus("report", run);
  assertEquals([code, stderr], [0, ""]);
  assertEquals(await readEvaluation(run), evaluation);
  assertEquals(await Deno.readTextFile(card), firstCard);
  const { files } = JSON.parse(await Deno.readTextFile(join(run, RUN_FILES.manifest)));
  assert(RUN_FILES.evaluation in files);
});

Deno.test("export writes how far the halves are from the trainer into the evaluation", async () => {
  const parity = { code: 1, reconstruction: 1 };
  await writeEvaluation(run, { ...evaluation, parity });
  assertEquals((await isthmus("export", run)).code, 0);
  assertEquals(await readEvaluation(run), evaluation);
});

Deno.test("report and export leave a folder alone that another command writes into", async () => {
  using _ = lockRun(run);
  for (const command of ["report", "export"]) {
    const { code, stderr } = await isthmus(command, run);
    assertEquals([code, stderr], [
      1,
      `Cannot write into ${run}: another command is writing there; wait until it has ended\n`,
    ]);
  }
});

Deno.test("of a damaged checkpoint a report leaves out the seconds, and is written", async () => {
  await Deno.truncate(join(run, RUN_FILES.checkpoint), 20);
  await Deno.remove(join(run, RUN_FILES.evaluation));
  const { code, stderr } = await isthmus("report", run);
  assertEquals([code, stderr], [0, ""]);
  const { seconds: _, ...unknown } = evaluation;
  assertEquals(await readEvaluation(run), unknown);
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
