import { assertEquals } from "@std/assert";
import { ink } from "../../../../src/data/drawn/pen/pen.ts";

Deno.test("ink() is full inside a stroke, half at its edge and none beyond", () => {
  const image = new Uint8Array(784);
  ink(image, [{ fromX: 4, fromY: 10, fromRadius: 2, toX: 20, toY: 10, toRadius: 2 }], {
    width: 28,
  });
  const at = (x: number, y: number) => image[y * 28 + x];
  assertEquals([at(12, 10), at(12, 11), at(12, 12), at(12, 13)], [255, 255, 128, 0]);
  assertEquals([at(2, 10), at(22, 10), at(24, 10)], [128, 128, 0]);
});

Deno.test("ink() cuts off what lies outside an image of any width", () => {
  const image = new Uint8Array(3 * 8);
  ink(image, [{ fromX: 5, fromY: -9, fromRadius: 1, toX: 5, toY: 30, toRadius: 1 }], { width: 8 });
  const row = [0, 0, 0, 0, 128, 255, 128, 0];
  assertEquals([...image], [...row, ...row, ...row]);
});
