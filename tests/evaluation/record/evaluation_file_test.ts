import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import type { Evaluation } from "../../../src/evaluation/record/evaluation.ts";
import { readEvaluation, writeEvaluation } from "../../../src/evaluation/record/evaluation_file.ts";
import { evaluationSentences } from "../../../src/evaluation/record/evaluation_sentences.ts";
import { evaluationTable } from "../../../src/evaluation/record/evaluation_table.ts";
import { inFolder } from "../../in_folder.ts";

const evaluation: Evaluation = {
  version: 1,
  data: "points",
  test: 40,
  model: { codeShape: [8], parameters: 120 },
  autoencoder: { squaredError: 1 / 3, meanSquaredError: 1 / 15, binaryCrossEntropy: 0.125 },
  beside: [{
    name: "other",
    codeSize: 4,
    squaredError: 2,
    meanSquaredError: 0.4,
    binaryCrossEntropy: 0.5,
  }],
  pca: {
    components: 2,
    wanted: 2,
    squaredError: 0.5,
    meanSquaredError: 0.1,
    binaryCrossEntropy: 0.25,
  },
  sparse: { size: 8, active: 2, explained: 0.75, dead: 0.125, deadWhen: "it fires on none" },
  measures: { jacobian: { sentence: "It answers.", values: { norm: 2, all: [0.1, 0.2] } } },
  parity: { code: 1e-7, reconstruction: 2e-7 },
  seconds: 12.5,
};

Deno.test("an evaluation comes back from its file as it was, to the last bit", async () => {
  await inFolder(async (directory) => {
    assertEquals(await readEvaluation(directory), undefined);
    await writeEvaluation(directory, evaluation);
    assertEquals(await readEvaluation(directory), evaluation);
  });
});

Deno.test("a figure that is not finite is null in the file, and no number again when it is read", async () => {
  await inFolder(async (directory) => {
    const measures = { prediction: { sentence: "", values: { error: NaN, all: [1, NaN] } } };
    const autoencoder = { squaredError: NaN, meanSquaredError: NaN };
    await writeEvaluation(directory, { ...evaluation, autoencoder, measures });
    const read = (await readEvaluation(directory))!;
    assertEquals([read.autoencoder, read.measures], [autoencoder, measures]);
  });
});

Deno.test("a file that is damaged or of another version is refused in one sentence", async () => {
  await inFolder(async (directory) => {
    const path = join(directory, "evaluation.json"), config = join(directory, "config.json");
    const { version: _, ...unversioned } = evaluation;
    const cases: [text: string, why: string][] = [
      [JSON.stringify(evaluation).slice(0, -20), "it is no JSON object"],
      ["[1]", "it is no JSON object"],
      [JSON.stringify({ ...evaluation, version: 2 }), "its version is 2, expected 1"],
      [JSON.stringify(unversioned), "its version is missing, expected 1"],
      [JSON.stringify({ ...evaluation, test: -1 }), "test: too small: expected number to be >=0"],
      [JSON.stringify({ ...evaluation, more: 1 }), 'unrecognized key: "more"'],
      [
        JSON.stringify({ ...evaluation, pca: { components: 2, wanted: 2, squaredError: "0.5" } }),
        "pca.squaredError: invalid input: expected number, received string",
      ],
    ];
    for (const [text, why] of cases) {
      await Deno.writeTextFile(path, text);
      const message = async () =>
        (await assertRejects(() => readEvaluation(directory), TypeError)).message;
      // A model that is kept without its configuration cannot be measured anew.
      assertEquals(await message(), `Cannot use ${path}: ${why}`);
      await Deno.writeTextFile(config, "{}");
      assertEquals(
        await message(),
        `Cannot use ${path}: ${why}; remove the file, and "report ${directory}" measures the run anew`,
      );
      await Deno.remove(config);
    }
  });
});

Deno.test("the table has a row for each model, and the columns that have a meaning", () => {
  assertEquals(evaluationTable(evaluation), {
    columns: ["", "squared error per example", "mean squared error", "binary cross-entropy"],
    rows: [
      ["autoencoder", "0.333", "0.06667", "0.1250"],
      ["other", "2.000", "0.4000", "0.5000"],
      ["PCA, 2 components", "0.500", "0.1000", "0.2500"],
    ],
  });
});

Deno.test("the sentences are of sparse codes first, then of each measure", () => {
  assertEquals(evaluationSentences(evaluation), [
    "Of 8 latents 2.0 are active in a code; they explain 75.0 % of the variance, and 12.5 % are dead. " +
    "A latent is dead when it fires on none.",
    "It answers.",
  ]);
});
