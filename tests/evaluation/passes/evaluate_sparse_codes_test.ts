import { assertAlmostEquals, assertEquals } from "@std/assert";
import { evaluateSparseCodes } from "../../../src/evaluation/passes/evaluate_sparse_codes.ts";
import { evaluationSentences } from "../../../src/evaluation/record/evaluation_sentences.ts";
import type { Evaluation, SparseEvaluation } from "../../../src/evaluation/record/evaluation.ts";
import { smallModels, withParams } from "../../training/small_models.ts";

const { plan, params } = withParams(smallModels["a k-sparse code and tied weights"]);

/** Codes of which the first two of seven entries are active. */
const autoencoder = {
  encode: ({ shape: [count] }: { shape: readonly number[] }) => {
    const values = Float32Array.from({ length: 7 * count }, (_, i) => i % 7 < 2 ? 1 : 0);
    return Promise.resolve({ shape: [count, 7], values });
  },
};

/** The sentence of an evaluation about sparse codes. */
function sentenceOf(sparse: SparseEvaluation): string {
  const errors = { squaredError: 1, meanSquaredError: 1 };
  const evaluation: Evaluation = {
    version: 1,
    data: "strokes",
    test: 4,
    model: { codeShape: [7], parameters: 1 },
    autoencoder: errors,
    pca: { ...errors, components: 2, wanted: 2 },
    sparse,
    measures: {},
  };
  return evaluationSentences(evaluation).join();
}

Deno.test("the variance that sparse codes explain is 1 less the part that is left", async () => {
  // Values 0 and 2 in turn, six of each example: a variance of 6.
  const values = Float32Array.from({ length: 24 }, (_, i) => Math.floor(i / 6) % 2 * 2);
  const test = { shape: [6], count: 4, values };
  const found =
    (await evaluateSparseCodes(autoencoder, { model: { plan, params }, test, squaredError: 1.5 }))!;
  assertEquals([found.size, found.active], [7, 2]);
  assertAlmostEquals(found.explained!, 0.75, 1e-6);
  assertEquals(
    sentenceOf(found),
    "Of 7 latents 2.0 are active in a code; they explain 75.0 % of the variance, and 71.4 % are dead. " +
      "A latent is dead when it fires on no test example.",
  );
});

Deno.test("of test examples that are all alike there is no variance to explain", async () => {
  const test = { shape: [6], count: 3, values: new Float32Array(18).fill(0.1) };
  const found =
    (await evaluateSparseCodes(autoencoder, { model: { plan, params }, test, squaredError: 1 }))!;
  assertEquals("explained" in found, false);
  assertEquals(
    sentenceOf(found),
    "Of 7 latents 2.0 are active in a code; 71.4 % are dead. " +
      "A latent is dead when it fires on no test example.",
  );
});
