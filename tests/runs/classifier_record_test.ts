import { assertEquals, assertStringIncludes } from "@std/assert";
import { parseClassifierRecipe } from "../../src/recipes/mod.ts";
import {
  type ClassifierRecord,
  classifierSentence,
  confusionRows,
} from "../../src/runs/classifier_record.ts";

const record: ClassifierRecord = {
  classes: ["cat", "dog"],
  recipe: parseClassifierRecipe({}),
  ...{ weights: "0", history: [] },
  ...{ train: 19, validation: 1, bestEpoch: 7, parameters: 3, seconds: 1, parity: 0 },
  test: {
    examples: 300,
    accuracy: 0.9,
    calibrationError: 0,
    confusion: [[140, 15], [15, 130]],
    reliability: [],
  },
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

Deno.test("one that is right no more often than its most frequent class is there is said to be no better", () => {
  const told = (confusion: number[][]) => {
    const [cats, dogs] = confusion, all = [...cats, ...dogs].reduce((sum, count) => sum + count);
    const accuracy = (cats[0] + dogs[1]) / all;
    return classifierSentence({
      ...record,
      test: { ...record.test, examples: all, accuracy, confusion },
    });
  };
  const isNoBetter =
    'put into their class, no more than if all were put into "dog" (75.00 %). It learnt';
  assertStringIncludes(told([[0, 5], [0, 15]]), `75.00 % are ${isNoBetter}`);
  assertStringIncludes(told([[1, 4], [2, 13]]), `70.00 % are ${isNoBetter}`);
  assertStringIncludes(told([[0, 0], [5, 15]]), "75.00 % are put into their class. It learnt");
  assertStringIncludes(told([[1, 4], [0, 15]]), "80.00 % are put into their class. It learnt");
});

Deno.test("a class without test examples has no share that is right", () => {
  const confusion = [[3, 1], [0, 0]];
  assertEquals(confusionRows({ classes: ["cat", "dog"], confusion }), [
    ["cat", "3", "1", "75.00 %"],
    ["dog", "0", "0", "–"],
  ]);
});
