import { assertEquals, assertThrows } from "@std/assert";
import { classesOf, classLabel, indicesOfClass } from "../../../src/report/pictures/classes.ts";

/** Examples without values of these classes. */
const of = (...labels: number[]) => ({
  shape: [0],
  count: labels.length,
  values: new Uint8Array(0),
  labels: Int32Array.from(labels),
});

Deno.test("classes are those of the labels in order, each with the places of its examples", () => {
  const five = of(4, 4, 2, 0, 2, 0, 4);
  assertEquals(classesOf(five), [0, 2, 4]);
  assertEquals([0, 2, 4, 5].map((label) => indicesOfClass(five, label)), [
    [3, 5],
    [2, 4],
    [0, 1, 6],
    [],
  ]);
  assertEquals(classesOf({}), []);
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
