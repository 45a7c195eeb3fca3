import { assertEquals } from "@std/assert";
import { codeLayout } from "../../../src/web/model/code_layout.ts";

Deno.test("a long code lies in rows, nearly square", () => {
  const map = codeLayout([1000]);
  assertEquals([map.width, map.height], [32, 32]);
  assertEquals([map.at(0), map.at(33), map.at(999)], [0, 33, 999]);
});

Deno.test("the maps of a spatial code lie side by side with a clear pixel between", () => {
  const map = codeLayout([2, 3, 4]);
  // Two maps of 3 columns and a gap across, two of 2 rows and a gap down.
  assertEquals([map.width, map.height], [7, 5]);
  // Value [y, x, channel] = [1, 2, 3] is the last of the last map: row 3 + 1, column 4 + 2.
  assertEquals(map.at((1 * 3 + 2) * 4 + 3), 4 * 7 + 6);
  assertEquals(map.at(1), 4);
  assertEquals(map.at(2), 3 * 7);
});

Deno.test("every value of a code has a place of its own within the picture", () => {
  for (const shape of [[5], [128], [7, 7, 64], [4, 4, 1], [1, 1, 90], [3, 5, 7]]) {
    const map = codeLayout(shape);
    const size = shape.reduce((a, b) => a * b);
    const places = new Set(Array.from({ length: size }, (_, i) => map.at(i)));
    assertEquals(places.size, size);
    assertEquals([...places].every((at) => at >= 0 && at < map.width * map.height), true);
  }
});
