import { assertEquals } from "@std/assert";
import { joinRows, stackRows } from "../../../src/report/pictures/image_rows.ts";

Deno.test("sheets of as many rows are joined row by row", () => {
  const left = { images: Float32Array.of(1, 1, 2, 2), columns: 1 };
  const right = { images: Float32Array.of(3, 3, 4, 4, 5, 5, 6, 6), columns: 2 };
  const { images, columns } = joinRows([left, right], { shape: [2] });
  assertEquals([[...images], columns], [[1, 1, 3, 3, 4, 4, 2, 2, 5, 5, 6, 6], 3]);
});

Deno.test("sheets of as many columns are put under each other", () => {
  const top = { images: Float32Array.of(1, 2), columns: 2 };
  const { images, columns } = stackRows([top, { images: Float32Array.of(3, 4), columns: 2 }]);
  assertEquals([[...images], columns], [[1, 2, 3, 4], 2]);
});
