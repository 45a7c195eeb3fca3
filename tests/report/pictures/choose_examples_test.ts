import { assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import {
  classesOf,
  classLabel,
  pairsOfClasses,
} from "../../../src/report/pictures/choose_examples.ts";
import { joinRows, someIndices } from "../../../src/report/pictures/generate_images.ts";
import { checkCodeChoice } from "../../../src/report/pictures/new_codes.ts";

/** Examples without values of these classes. */
const of = (...labels: number[]) => ({
  shape: [0],
  count: labels.length,
  values: new Uint8Array(0),
  labels: Int32Array.from(labels),
});

Deno.test("pairs go from class to class and take the next example of each", () => {
  const five = of(4, 4, 2, 0, 2, 0, 4);
  assertEquals(classesOf(five), [0, 2, 4]);
  assertEquals(pairsOfClasses(five, { rows: 4 }), [[3, 2], [0, 5], [4, 1], [3, 2]]);
  assertEquals(pairsOfClasses(five, { rows: 3, labels: [4, 0] }), [[0, 3], [1, 5], [6, 3]]);
  assertEquals(pairsOfClasses(five, { rows: 2, labels: [4, 4] }), [[0, 1], [6, 0]]);
});

Deno.test("without labels pairs are of examples side by side", () => {
  const { labels: _, ...plain } = of(0, 0, 0, 0, 0);
  assertEquals(pairsOfClasses(plain, { rows: 3 }), [[0, 1], [2, 3], [4, 0]]);
});

Deno.test("a class is found by its name, then by its number", () => {
  const examples = of(0, 1, 2), classes = ["shoe", "2", "bag"];
  const labelOf = (name: string) => classLabel(name, { examples, classes });
  assertEquals(["shoe", "2", "bag", "0"].map(labelOf), [0, 1, 2, 0]);
  const { message } = assertThrows(() => labelOf("7"), RangeError);
  assertEquals(message, "Cannot find examples of class 7: expected one of shoe, 2, bag");
  const { labels: _, ...plain } = examples;
  assertThrows(
    () => classLabel("7", { examples: plain }),
    RangeError,
    "Cannot find examples of class 7: the data has no labels, choose examples by number",
  );
});

Deno.test("some of many examples are drawn without replacement, few are all taken", () => {
  const rng = createRng(1);
  assertEquals([...someIndices(3, { most: 5, rng })], [0, 1, 2]);
  const some = someIndices(1000, { most: 50, rng });
  assertEquals([some.length, new Set(some).size], [50, 50]);
});

Deno.test("sheets of as many rows are joined row by row", () => {
  const left = { images: Float32Array.of(1, 1, 2, 2), columns: 1 };
  const right = { images: Float32Array.of(3, 3, 4, 4, 5, 5, 6, 6), columns: 2 };
  const { images, columns } = joinRows([left, right], { shape: [2] });
  assertEquals([[...images], columns], [[1, 1, 3, 3, 4, 4, 2, 2, 5, 5, 6, 6], 3]);
});

Deno.test("a choice that does not suit the size of codes is refused before any work", () => {
  const codesOf = (codeSize: number) => ({ directory: "runs/x", codeShape: [codeSize] });
  const rng = createRng(0);
  assertThrows(
    () => checkCodeChoice({ from: "mixture", rng, count: 1 }, codesOf(1025)),
    RangeError,
    "Cannot fit a mixture to the codes of runs/x: they have 1025 values, more than 1024; use --from",
  );
  checkCodeChoice({ from: "normal", rng, count: 1 }, codesOf(1025));
  checkCodeChoice({ from: "mixture", rng, count: 1 }, codesOf(1024));
  assertThrows(
    () => checkCodeChoice({ from: "mixture", rng, grid: [2, 2] }, codesOf(3)),
    RangeError,
    "Cannot lay codes of shape [3] out on a grid: expected 2 values, not 3",
  );
});
