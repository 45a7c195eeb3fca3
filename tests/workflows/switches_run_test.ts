/** A run whose pools hand on switches, from training to what its folder holds. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { decodeCodeSpace } from "../../src/generation/mod.ts";
import { isthmus } from "../cli/isthmus.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { trainToEnd } from "./train_to_end.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** The same network with and without switches, into a folder of its own. */
async function train(name: string, switches: boolean) {
  const recipe = readRecipe("strokes-deep", {
    "data.count": 200,
    "training.epochs": 2,
    "training.batchSize": 16,
    model: {
      encoder: [
        { type: "conv2d", filters: 4, size: 3 },
        { type: "activation", function: "relu" },
        { type: "max_pool", switches },
        { type: "flatten" },
        { type: "dense", units: 8 },
      ],
      loss: "mean-squared-error",
    },
  });
  using run = await prepareNewRun(recipe, { out: join(directory, name) });
  return await finishRun(run, await trainToEnd(run));
}
const switched = train("switches", true);
const repeated = switched.then(() => train("repetition", false));

Deno.test("a run with switches exports halves that agree with the trainer, and is measured", async () => {
  const { evaluation } = await switched, { parity } = evaluation;
  assert(parity.code < 1e-5 && parity.reconstruction < 1e-5);
  assert(
    evaluation.autoencoder.squaredError < (await repeated).evaluation.autoencoder.squaredError,
  );
});

Deno.test("its decoder does not decode a code alone, and says what it wants", async () => {
  const { run } = await switched;
  await using autoencoder = await loadRun(run.directory);
  await assertRejects(
    () => autoencoder.decode({ shape: [1, 8], values: new Float32Array(8) }),
    TypeError,
    'Cannot decode a code alone: the decoder also reads "encoder.2.switches" of the encoder',
  );
});

Deno.test("its code space holds an example of each class, and nothing of codes", async () => {
  const { run } = await switched;
  const bytes = await Deno.readFile(join(run.directory, RUN_FILES.codeSpace));
  const space = decodeCodeSpace(bytes, RUN_FILES.codeSpace);
  assertEquals(Object.keys(space), ["classNames", "examples"]);
  assertEquals(space.examples?.inputs.shape, [10, 28, 28, 1]);
  assertEquals([...space.examples?.labels ?? []], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

Deno.test("commands that make new codes refuse it, and its report shows none", async () => {
  const { run } = await switched;
  const out = ["--out", join(directory, "new.png")];
  const commands = [["generate"], ["interpolate"], ["analogy", "--classes", "0,1"]];
  for (const [name, ...rest] of commands) {
    const { code, stderr } = await isthmus(name, run.directory, ...out, ...rest);
    assertEquals([code, stderr], [
      1,
      `Cannot generate with ${run.directory}: its decoder also reads "encoder.2.switches" of the ` +
      "encoder, which a new code does not have; use a run whose decoder reads codes alone\n",
    ]);
  }
  const html = await Deno.readTextFile(join(run.directory, RUN_FILES.report));
  assertEquals(html.includes("Generated"), false);
});

Deno.test("the report shows filters and the feature maps of an input", async () => {
  const { run } = await switched;
  const html = await Deno.readTextFile(join(run.directory, RUN_FILES.report));
  for (const words of ["The 4 filters of encoder.0", "Feature maps of encoder.0: 4 of 4"]) {
    assert(html.includes(words), words);
  }
  assert(html.includes("With a code of 8 values and encoder.2.switches it reconstructs"));
});

Deno.test("the model card names the switches among what the halves give and take", async () => {
  const { run } = await switched;
  const card = await Deno.readTextFile(join(run.directory, RUN_FILES.card));
  for (
    const words of [
      "gives `code` and `encoder.2.switches`; ",
      "takes `code` and `encoder.2.switches` and gives `reconstruction`; ",
    ]
  ) {
    assert(card.includes(words), card);
  }
});

Deno.test("evaluate, report and reconstruct put runs side by side", async () => {
  const [a, b] = [(await switched).run.directory, (await repeated).run.directory];
  const { stdout, stderr } = await isthmus("evaluate", a, "--beside", b, "--json");
  const { beside } = JSON.parse(stdout || stderr);
  const { squaredError } = (await repeated).evaluation.autoencoder;
  assertEquals(beside.map(({ name }: { name: string }) => name), ["repetition"]);
  assertEquals(beside[0].squaredError, squaredError);
  const out = join(directory, "beside.png");
  assertEquals((await isthmus("reconstruct", a, "--beside", b, "--out", out)).code, 0);
  assertEquals((await isthmus("report", a, "--beside", b)).code, 0);
  const html = await Deno.readTextFile(join(a, RUN_FILES.report));
  assert(html.includes("Input 1 reconstructed by repetition"));
});

Deno.test("filters draws a layer's weights, and refuses what it cannot draw in one sentence", async () => {
  const { run } = await switched;
  const out = join(directory, "filters.png");
  const drawn = await isthmus("filters", run.directory, "--layer", "encoder.0", "--out", out);
  assertEquals([drawn.code, drawn.stderr], [0, ""]);
  assertEquals((await Deno.readFile(out)).slice(1, 4), new TextEncoder().encode("PNG"));
  const wrong = await isthmus("filters", run.directory, "--layer", "encoder.1", "--out", out);
  assertEquals(wrong.code, 1);
  assert(wrong.stderr.startsWith('Cannot draw the weights of "encoder.1": they are no images'));
  assertEquals((await isthmus("filters", run.directory, "--out", "filters.jpg")).code, 2);
});

Deno.test("evaluate --classifier says what a linear classifier tells from codes and from inputs", async () => {
  const { run } = await switched;
  const { stdout } = await isthmus("evaluate", run.directory, "--classifier", "--json");
  const { classifier } = JSON.parse(stdout);
  // Ten classes: chance errs on 0.9. Two epochs make eight numbers that tell some of them apart.
  assert(classifier.inputs < 0.25, `${classifier.inputs}`);
  assert(classifier.codes > classifier.inputs && classifier.codes < 0.8, `${classifier.codes}`);
});
