/** Everything that is left of a run whose exported halves are not to be trusted. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import type { NdArray } from "../../src/core/nd_array.ts";
import { encodeSafetensors } from "../../src/core/safetensors.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import type { Plan } from "../../src/model/mod.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { REQUESTED_FILES, RUN_FILES } from "../../src/runs/run_folder.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { renewExport } from "../../src/workflows/renew_export.ts";
import { isthmus } from "../cli/isthmus.ts";
import { writeRecipe } from "./points.ts";
import { trainPoints } from "./train_points.ts";
import { trainToEnd } from "./train_to_end.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

type Params = Readonly<Record<string, NdArray>>;

/** The same model but for the size of its codes, which the decoder undoes. */
function withLargeCodes({ encoder, decoder }: Plan, params: Params): Params {
  const last = encoder.findLast(({ spec }) => spec.type === "dense")!.params;
  const first = decoder.find(({ spec }) => spec.type === "dense")!.params;
  const times = (path: string, factor: number) => {
    const { shape, values } = params[path];
    return { [path]: { shape, values: values.map((value) => value * factor) } };
  };
  return {
    ...params,
    ...times(last.weight, 1e9),
    ...times(last.bias, 1e9),
    ...times(first.weight, 1e-9),
  };
}

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("a refused export leaves what training left, and nothing that calls the run sound", async () => {
  const out = join(directory, "large codes");
  const { params, message } = await (async () => {
    using run = await prepareNewRun(readRecipe(writeRecipe(directory), {}), { out });
    const end = await trainToEnd(run);
    const params = withLargeCodes(run.plan, end.params);
    const { message } = await assertRejects(() => finishRun(run, { ...end, params }), Error);
    return { params, message };
  })();
  assert(message.startsWith("Cannot trust the exported encoder: its values reach "), message);
  const left = `; nothing was exported, ${out} keeps the weights and the checkpoint`;
  assert(message.endsWith(left), message);
  assertEquals(
    namesIn(out),
    [
      ".lock",
      RUN_FILES.checkpoint,
      RUN_FILES.config,
      RUN_FILES.metrics,
      RUN_FILES.preprocessor,
      RUN_FILES.split,
      RUN_FILES.weights,
    ].sort(),
  );
  assertEquals((await openRun(out)).model.params, params);
  await assertRejects(() => loadRun(out), Error, `"export ${out}" would write it`);
  assertEquals((await assertRejects(() => renewExport(out), Error)).message, message);
});

Deno.test("a refused export leaves the files of the one before it", async () => {
  const { run } = await trainPoints(directory);
  const read = async () => {
    const paths = Object.values(RUN_FILES).filter((path) =>
      ![RUN_FILES.thresholdEncoder, RUN_FILES.weights, ...REQUESTED_FILES].includes(path)
    );
    return await Promise.all(paths.map((path) => Deno.readFile(join(run.directory, path))));
  };
  const before = await read();
  const tensors = withLargeCodes(run.model.plan, run.model.params);
  await Deno.writeFile(
    join(run.directory, RUN_FILES.weights),
    encodeSafetensors({ tensors, metadata: { epoch: "1" } }),
  );
  await assertRejects(() => renewExport(run.directory), Error, "nothing was exported");
  assertEquals(await read(), before);
});

Deno.test("a training that diverged ends with that sentence and exit code 1", async () => {
  const out = join(directory, "diverged");
  const sets = {
    "data.count": 400,
    "model.nodes": [128, 64],
    "training.batchSize": 64,
    "training.optimizer": { type: "adam", learningRate: 300 },
  };
  const { code, stdout, stderr } = await isthmus(
    "train",
    "--out",
    out,
    "--numerics",
    "portable",
    "--epochs",
    "3",
    ...Object.entries(sets).flatMap((
      [path, value],
    ) => ["--set", `${path}=${JSON.stringify(value)}`]),
  );
  assertEquals([code, stdout], [1, ""], stderr);
  const last = stderr.trim().split("\n").at(-1)!;
  assert(last.startsWith("Cannot trust the exported encoder: its values reach "), last);
  assert(last.endsWith(`${out} keeps the weights and the checkpoint`), last);
  assertEquals(namesIn(out).includes(RUN_FILES.card), false);
  assertEquals(namesIn(out).includes(RUN_FILES.weights), true);
});
