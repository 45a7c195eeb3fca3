import { assertEquals } from "@std/assert";
import { parseClassifierRecipe } from "../../src/recipes/mod.ts";
import { type ClassifierRecord, classifierSentence } from "../../src/runs/classifier_record.ts";

const record: ClassifierRecord = {
  classes: ["cat", "dog"],
  recipe: parseClassifierRecipe({}),
  ...{ weights: "0", history: [] },
  ...{ train: 19, validation: 1, bestEpoch: 7, parameters: 3, seconds: 1, parity: 0 },
  test: { examples: 300, accuracy: 0.9, calibrationError: 0, confusion: [], reliability: [] },
};

Deno.test("a classifier is told of in sentences: how often it is right, and what it learnt from", () => {
  const right = "Of 300 test examples 90.00 % are put into their class.";
  assertEquals(
    classifierSentence(record),
    `${right} It learnt from 19 labelled examples, and 1 other chose epoch 7.`,
  );
  assertEquals(
    classifierSentence({
      ...record,
      validation: 0,
      recipe: parseClassifierRecipe({ training: { frozen: ["encoder"] } }),
    }),
    `${right} It learnt from 19 labelled examples; the encoder stayed as it was.`,
  );
});
