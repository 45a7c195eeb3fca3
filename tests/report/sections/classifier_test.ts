import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { ClassifierRecord } from "../../../src/runs/classifier_record.ts";
import { parseClassifierRecipe } from "../../../src/recipes/mod.ts";
import { decodeImages, pixelOf } from "../decode_images.ts";
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
      mistakes: [
        { example: 7, id: "<8>", label: 1, put: 2, probability: 0.99754 },
        { example: 3, id: "4", label: 0, put: 1, probability: 0.51 },
      ],
    },
    parity: 1e-7,
  };
}

Deno.test("the classifier of a run is drawn: what it confuses, and how sure it is", () => {
  const page = drawPage({ classifier: record(3) });
  assertStringIncludes(page, "Of 30 test examples 90.00 % are put into their class.");
  assertStringIncludes(page, "It learnt from 16 labelled examples, and 4 others chose epoch 3;");
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
    "class &lt;1&gt;",
    "class &lt;2&gt;",
    "99.8 %",
    "class &lt;0&gt;",
    "class &lt;1&gt;",
    "51.0 %",
  ]);
  assertStringIncludes(page, '<th scope="row">&lt;8&gt;</th>');
  assert(page.includes("class &lt;0&gt;") && !page.includes("class <0>"));
});

Deno.test("classes that are too many for a table have the diagram alone", () => {
  const page = drawPage({ classifier: record(40) });
  assertEquals(page.match(/<table/g)?.length, 1);
  assert(!page.includes("that are put into each class (columns)"));
  assertStringIncludes(page, "Reliability: how often the classifier is right");
});

Deno.test("mistakes on images are drawn over their class and how sure the classifier is of another", () => {
  const shape = [3, 2], images = Float32Array.from({ length: 12 }, (_, i) => i / 12);
  const page = drawPage({ classifier: { ...record(3), pictures: { images, shape } } });
  const captions = [...page.matchAll(/<small>([^<]*)<\/small>/g)].map(([, text]) => text);
  assertEquals(captions, [
    "class &lt;1&gt;, 99.8 % sure of class &lt;2&gt;",
    "class &lt;0&gt;, 51.0 % sure of class &lt;1&gt;",
  ]);
  const greys = captions.flatMap((alt) => {
    const drawn = decodeImages(page).get(alt)!;
    return Array.from(
      { length: drawn.width * drawn.height },
      (_, i) => pixelOf(drawn, [i % drawn.width, Math.floor(i / drawn.width)])[0],
    );
  });
  assertEquals(greys, [...images].map((value) => Math.round(255 * value)));
});

Deno.test("a classifier that is always right has a sentence, one of an older version has none", () => {
  const { test, ...rest } = record(2), { mistakes: _, ...older } = test;
  const right = drawPage({ classifier: { ...rest, test: { ...test, mistakes: [] } } });
  assertStringIncludes(right, "All of the 20 test examples are put into their class.");
  const page = drawPage({ classifier: { ...rest, test: older } });
  assert(!page.includes("All of the 20") && !page.includes("confident mistakes"));
});
