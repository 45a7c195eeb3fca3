import { assertEquals } from "@std/assert";
import { firstOfEachClass } from "../../../src/report/pictures/first_of_each_class.ts";

Deno.test("the first example of each class comes first, by class, then whatever comes", () => {
  const labels = Int32Array.of(4, 4, 2, 0, 2, 0, 4);
  assertEquals(firstOfEachClass({ labels, count: 7 }, 5), [3, 2, 0, 1, 4]);
  assertEquals(firstOfEachClass({ labels, count: 7 }, 2), [3, 2]);
  assertEquals(firstOfEachClass({ labels, count: 7 }, 20), [3, 2, 0, 1, 4, 5, 6]);
});

Deno.test("without labels the first examples are taken", () => {
  assertEquals(firstOfEachClass({ count: 7 }, 3), [0, 1, 2]);
});
