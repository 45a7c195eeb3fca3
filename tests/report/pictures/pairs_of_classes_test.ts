import { assertEquals } from "@std/assert";
import { pairsOfClasses } from "../../../src/report/pictures/pairs_of_classes.ts";

/** Examples without values of these classes. */
const of = (...labels: number[]) => ({
  shape: [0],
  count: labels.length,
  values: new Uint8Array(0),
  labels: Int32Array.from(labels),
});

Deno.test("pairs go from class to class and take the next example of each", () => {
  const five = of(4, 4, 2, 0, 2, 0, 4);
  assertEquals(pairsOfClasses(five, { rows: 4 }), [[3, 2], [0, 5], [4, 1], [3, 2]]);
  assertEquals(pairsOfClasses(five, { rows: 3, labels: [4, 0] }), [[0, 3], [1, 5], [6, 3]]);
  assertEquals(pairsOfClasses(five, { rows: 2, labels: [4, 4] }), [[0, 1], [6, 0]]);
});

Deno.test("without labels pairs are of examples side by side", () => {
  const { labels: _, ...plain } = of(0, 0, 0, 0, 0);
  assertEquals(pairsOfClasses(plain, { rows: 3 }), [[0, 1], [2, 3], [4, 0]]);
});
