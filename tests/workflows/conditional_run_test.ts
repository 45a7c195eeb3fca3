/** A run of a model that depends on classes and draws its codes, from training to every command. */
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import * as ort from "onnxruntime-node";
import { parseGenerationConfig } from "../../src/core/generation_config.ts";
import { parsePreprocessor } from "../../src/core/preprocessor/preprocessor.ts";
import { createRng } from "../../src/core/rng.ts";
import { denseExamples, encodeNpy, takeExamples, wholeBatch } from "../../src/data/mod.ts";
import { decodeCodeSpace } from "../../src/generation/mod.ts";
import { loadAutoencoder } from "../../src/inference/mod.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { checkParity } from "../../src/evaluation/parity/check_parity.ts";
import { estimateLikelihood } from "../../src/evaluation/passes/estimate_likelihood.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { type PreparedRun, prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { prepareResumedRun } from "../../src/workflows/reopen_run.ts";
import { readOtherExamples, readRunData } from "../../src/runs/run_data.ts";
import { readRecipeData, splitData } from "../../src/runs/split_data.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { runTraining } from "../../src/workflows/training/run_training.ts";
import { isthmus } from "../cli/isthmus.ts";
import { trainToEnd } from "./train_to_end.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const recipe = (overrides: Record<string, unknown> = {}) =>
  readRecipe("strokes-deep", {
    data: { name: "strokes", count: 400, binarize: "threshold" },
    "training.epochs": 5,
    "training.batchSize": 20,
    "training.optimizer": { type: "adam", learningRate: 0.01 },
    model: {
      codeSize: 4,
      nodes: [32],
      classes: 10,
      latent: "gaussian",
      likelihood: { type: "bernoulli" },
      penalties: [{ type: "kl_gaussian" }],
    },
    ...overrides,
  });

async function finish(run: PreparedRun) {
  return await finishRun(run, await trainToEnd(run));
}

const trained = (async () => {
  using run = await prepareNewRun(recipe(), { out: join(directory, "conditional") });
  return await finish(run);
})();

/** Examples of the right shape without labels. */
const unlabelled = join(directory, "unlabelled.npy");
Deno.writeFileSync(
  unlabelled,
  encodeNpy({ shape: [20, 28, 28, 1], values: new Float32Array(20 * 784) }),
);

Deno.test("its folder says what a browser needs: classes, prior, likelihood and threshold", async () => {
  const { run } = await trained;
  const read = (path: string) => Deno.readTextFile(join(run.directory, path));
  assertEquals(parseGenerationConfig(await read(RUN_FILES.generation), "generation"), {
    classes: 10,
    prior: { type: "gaussian" },
    likelihood: { type: "bernoulli" },
  });
  assertEquals(
    parsePreprocessor(await read(RUN_FILES.preprocessor), "preprocessor").threshold,
    0.5,
  );
  assert(RUN_FILES.generation in JSON.parse(await read(RUN_FILES.manifest)).files);
  const card = await read(RUN_FILES.card);
  assert(card.includes("gives `code` and `log_variance`"));
  assert(card.includes("They also take `label` [batch, 10]"));
  assert(/The negative ELBO is [\d.]+ nats/.test(card));
});

Deno.test("its code space has no mixture, as its codes have a prior", async () => {
  const { run } = await trained;
  const bytes = await Deno.readFile(join(run.directory, RUN_FILES.codeSpace));
  const { spread, mixture, points, examples } = decodeCodeSpace(bytes, RUN_FILES.codeSpace);
  assertEquals(spread?.directions.shape, [4, 4]);
  assertEquals([mixture, points], [undefined, undefined]);
  assertEquals([...examples?.labels ?? []], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

Deno.test("a training that was cut goes on to the same weights", async () => {
  const { run } = await trained;
  const out = join(directory, "cut");
  {
    using cut = await prepareNewRun(recipe(), { out });
    await assertRejects(
      () =>
        runTraining(cut, {
          checkpointEvery: 1,
          show(event) {
            if (event.type === "step" && event.step === 14) throw new Error("the power went off");
          },
        }),
      Error,
      "the power went off",
    );
  }
  using resumed = await prepareResumedRun(out, { overrides: {} });
  assertEquals(resumed.from?.snapshot.progress.step, 13);
  const { run: again } = await finish(resumed);
  assertEquals(again.model.params, run.model.params);
});

Deno.test("its exported halves agree with the trainer, log-variances too", async () => {
  const { run, evaluation: { parity } } = await trained;
  assert(parity.code < 1e-5 && parity.reconstruction < 1e-5);
  const { params } = run.model;
  const [path] = Object.keys(params).filter((name) =>
    params[name].shape[0] === 8 && name.endsWith(".bias")
  );
  const { shape, values } = params[path];
  // Means come first: only the log-variances are another model's.
  const changed = { shape, values: values.map((value, i) => i < 4 ? value : value + 0.01) };
  const encoder = await Deno.readFile(join(run.directory, RUN_FILES.encoder));
  const decoder = await Deno.readFile(join(run.directory, RUN_FILES.decoder));
  const other = { ...run.model, params: { ...params, [path]: changed } };
  await assertRejects(
    () => checkParity(other, { encoder, decoder }),
    Error,
    "Cannot trust the exported encoder: it differs from the trainer by 0.01",
  );
});

Deno.test("examples are reconstructed as what they are, worse as another class", async () => {
  const { run, evaluation } = await trained;
  const { test } = await readRunData(run);
  const folder = (path: string) => Deno.readFile(join(run.directory, path));
  await using model = await loadAutoencoder(ort, folder);
  const batch = wholeBatch(test);
  const errorAs = async (labels: Int32Array) => {
    const { values } = await model.reconstruct(batch, { labels });
    return values.reduce((sum, value, i) => sum + (value - batch.values[i]) ** 2, 0) / test.count;
  };
  assertAlmostEquals(await errorAs(test.labels!), evaluation.autoencoder.squaredError, 1e-3);
  const others = test.labels!.map((label) => (label + 1) % 10);
  assert(await errorAs(others) > evaluation.autoencoder.squaredError + 1);
  const drawn = await model.sample(await model.encode(batch, batch), {
    rng: createRng(1),
    labels: test.labels!,
  });
  assertEquals([...new Set(drawn.values)].sort(), [0, 1]);
});

Deno.test("the bound is evaluated, and importance samples come below it", async () => {
  const { run, evaluation: { measures } } = await trained;
  const { negativeElbo, reconstruction, kl, latentKl } = measures.variational.values as
    & Record<string, number>
    & {
      latentKl: number[];
    };
  assertEquals(negativeElbo, reconstruction + kl);
  assertEquals(latentKl.length, 4);
  const { test } = await readRunData(run);
  const folder = (path: string) => Deno.readFile(join(run.directory, path));
  await using autoencoder = await loadAutoencoder(ort, folder);
  const found = await estimateLikelihood(autoencoder, {
    plan: run.model.plan,
    name: "a run",
    test,
    samples: 20,
    seed: run.config.recipe.seed,
  });
  assertEquals([found.samples, found.examples], [20, test.count]);
  assert(found.negativeLogLikelihood < negativeElbo, `${found.negativeLogLikelihood}`);
  assert(found.negativeLogLikelihood > negativeElbo - 20, `${found.negativeLogLikelihood}`);
});

Deno.test("binarized data are binary for training, for the test and where other data are read", async () => {
  const { run } = await trained;
  const { train, validation, test } = await readRunData(run);
  const { examples: other } = await readOtherExamples(run, "strokes", { split: "test" });
  for (const { values } of [train, validation!, test, other].map(denseExamples)) {
    assertEquals(new Set(values), new Set([0, 255]));
  }
  const greyRecipe = recipe({ "data.binarize": undefined });
  const { test: grey } = splitData(await readRecipeData(greyRecipe), greyRecipe);
  const [bytes, binary] = [grey, test].map((examples) =>
    denseExamples(takeExamples(examples, [3])).values
  );
  assertEquals(binary, bytes.map((byte) => byte >= 128 ? 255 : 0) as typeof binary);
});

Deno.test("every command runs on it, with the examples' own labels", async () => {
  const { run: { directory: run }, evaluation } = await trained;
  const at = (name: string) => join(directory, name);
  const commands = [
    [
      ...["evaluate", run, "--beside", run, "--classifier", "--json"],
      ...["--importance-samples", "5", "--examples", "30"],
    ],
    ["encode", run, "--out", at("codes.npy")],
    ["reconstruct", run, "--out", at("reconstructions.png")],
    ["generate", run, "--from", "normal", "--class", "7", "--count", "4", "--out", at("7.png")],
    ["interpolate", run, "--out", at("between.png")],
    ["analogy", run, "--classes", "3,8", "--out", at("analogy.png")],
    ["export", run],
  ];
  const ended = await Promise.all(commands.map((command) => isthmus(...command)));
  ended.forEach(({ code, stderr }, i) =>
    assertEquals([code, stderr], [0, ""], commands[i].join(" "))
  );
  const { importance, autoencoder, beside, classifier } = JSON.parse(ended[0].stdout);
  assertEquals(autoencoder, evaluation.autoencoder);
  assertEquals(beside[0].squaredError, autoencoder.squaredError);
  assertEquals([importance.samples, importance.examples], [5, 30]);
  assert(classifier.codes > 0 && classifier.codes < 1);
  assertEquals((await isthmus("report", run)).code, 0);
  const html = await Deno.readTextFile(join(run, RUN_FILES.report));
  for (const words of ["The negative ELBO is", "each column as a class of its own"]) {
    assert(html.includes(words), words);
  }
});

Deno.test("data without labels are refused in one sentence before any work", async () => {
  const { run: { directory: run } } = await trained;
  const sentence = "the model depends on the class of each example, and these have no labels\n";
  const out = join(directory, "never");
  const ended = await Promise.all([
    isthmus("evaluate", run, "--data", unlabelled),
    isthmus("encode", run, "--data", unlabelled, "--out", `${out}.npy`),
    isthmus("reconstruct", run, "--data", unlabelled, "--out", `${out}.png`),
    isthmus(
      ...["train", "strokes-deep", "--data", unlabelled, "--out", out],
      ...["--set", "model.classes=10", "--set", "data.test=5", "--set", "data.validation=0"],
    ),
  ]);
  for (const { code, stdout, stderr } of ended) {
    assertEquals([code, stdout], [1, ""]);
    assert(stderr.endsWith(sentence), stderr);
    assertEquals(stderr.split("\n").length, 2, stderr);
  }
  await assertRejects(() => Deno.stat(out), Deno.errors.NotFound);
});

Deno.test("importance samples are for Gaussian codes, and examples for importance samples", async () => {
  using prepared = await prepareNewRun(
    recipe({ model: { codeSize: 3, loss: "mean-squared-error" }, "training.epochs": 1 }),
    { out: join(directory, "plain") },
  );
  const { run } = await finish(prepared);
  const refused = await isthmus("evaluate", run.directory, "--importance-samples", "5");
  assertEquals(refused.code, 1);
  assert(
    refused.stderr.startsWith(
      `Cannot estimate the likelihood of ${run.directory}: expected a model with Gaussian codes`,
    ),
    refused.stderr,
  );
  const wrong = await isthmus("evaluate", run.directory, "--examples", "5");
  assertEquals(wrong.code, 2);
  assert(wrong.stderr.startsWith("Cannot use --examples without --importance-samples"));
  const generated = await isthmus("generate", run.directory, "--class", "7", "--out", "7.png");
  assert(generated.stderr.includes("its model does not depend on classes"), generated.stderr);
});
