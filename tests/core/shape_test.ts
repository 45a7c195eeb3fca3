import { assertEquals, assertThrows } from "@std/assert";
import { ndArray, zeros } from "../../src/core/nd_array.ts";
import { formatShape, sameShape, sizeOf } from "../../src/core/shape.ts";

Deno.test("the size of a shape is the product of its axes, 1 for a single number", () => {
  assertEquals([sizeOf([]), sizeOf([3]), sizeOf([2, 3, 4]), sizeOf([0, 5])], [1, 3, 24, 0]);
});

Deno.test("shapes are the same when all axes are", () => {
  assertEquals([sameShape([2, 3], [2, 3]), sameShape([2], [2, 1]), sameShape([2], [3])], [
    true,
    false,
    false,
  ]);
});

Deno.test("an array refuses values that do not fill its shape", () => {
  assertThrows(
    () => ndArray([2, 2], new Float32Array(3)),
    RangeError,
    "Cannot give 3 values the shape [2, 2]: it holds 4",
  );
  assertEquals(zeros([2, 2]).values.length, 4);
  assertEquals(formatShape([28, 28, 1]), "[28, 28, 1]");
});
