import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { ClassifierRecord } from "../../../src/runs/classifier_record.ts";
import { parseClassifierRecipe } from "../../../src/recipes/mod.ts";
import { drawPage } from "../draw_page.ts";

/** A classifier of as many classes, right on nine of ten examples of each. */
function record(classes: number): ClassifierRecord {
  const names = Array.from({ length: classes }, (_, i) => `class <${i}>`);
  return {
    classes: names,
    recipe: parseClassifierRecipe({ training: { frozen: ["encoder"] } }),
    weights: "0",
    history: [],
    train: 16,
    validation: 4,
    bestEpoch: 3,
    parameters: 50,
    seconds: 1,
    test: {
      examples: 10 * classes,
      accuracy: 0.9,
      calibrationError: 0.0123,
      confusion: names.map((_, i) =>
        names.map((_, j) => i === j ? 9 : Number(j === (i + 1) % classes))
      ),
      reliability: [
        { examples: 10, confidence: 0.6, accuracy: 0.5 },
        { examples: 10, confidence: 0.95, accuracy: 1 },
      ],
    },
    parity: 1e-7,
  };
}

Deno.test("the classifier of a run is drawn: what it confuses, and how sure it is", () => {
  const page = drawPage({ classifier: record(3) });
  assertStringIncludes(page, "Of 30 test examples 90.00 % are put into their class.");
  assertStringIncludes(page, "It learnt from 16 labelled examples, and 4 others chose the epoch;");
  assertStringIncludes(page, "the encoder stayed as it was.");
  assertStringIncludes(page, "the expected calibration error is 1.23 %");
  const cells = [...page.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell);
  assertEquals(cells, [
    "9",
    "1",
    "0",
    "90.00 %",
    "0",
    "9",
    "1",
    "90.00 %",
    "1",
    "0",
    "9",
    "90.00 %",
  ]);
  assert(page.includes("class &lt;0&gt;") && !page.includes("class <0>"));
});

Deno.test("classes that are too many for a table have the diagram alone", () => {
  const page = drawPage({ classifier: record(40) });
  assert(!page.includes("<table"));
  assertStringIncludes(page, "Reliability: how often the classifier is right");
});
