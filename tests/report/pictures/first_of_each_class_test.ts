import { assertEquals } from "@std/assert";
import { firstOfEachClass } from "../../../src/report/pictures/first_of_each_class.ts";

Deno.test("the first example of each class comes first, by class, then whatever comes", () => {
  const labels = Int32Array.of(4, 4, 2, 0, 2, 0, 4);
  assertEquals(firstOfEachClass({ labels, count: 7 }, 5), [3, 2, 0, 1, 4]);
  assertEquals(firstOfEachClass({ labels, count: 7 }, 2), [3, 2]);
  assertEquals(firstOfEachClass({ labels, count: 7 }, 20), [3, 2, 0, 1, 4, 5, 6]);
});

Deno.test("of examples that are sorted by class each class is found", () => {
  const labels = Int32Array.from({ length: 4000 }, (_, i) => Math.floor(i / 2000));
  assertEquals(firstOfEachClass({ labels, count: 4000 }, 3), [0, 2000, 1]);
});

Deno.test("without labels the first examples are taken", () => {
  assertEquals(firstOfEachClass({ count: 7 }, 3), [0, 1, 2]);
});
