import { assertAlmostEquals, assertEquals } from "@std/assert";
import { glyph, smooth } from "../../../../src/data/drawn/pen/glyph.ts";

Deno.test("glyph() reads strokes as they are written down", () => {
  assertEquals(glyph("0 -5, 0.5 10", "1 2"), [[[0, -5], [0.5, 10]], [[1, 2]]]);
});

Deno.test("smooth() passes through every place of a stroke and is straight between two", () => {
  const [bow, line] = glyph("0 0, 3 5, 8 6, 9 1", "1 1, 5 9");
  const way = smooth(bow, { chords: 4 });
  assertEquals(way.length, 13);
  bow.forEach(([x, y], i) => {
    assertAlmostEquals(way[4 * i][0], x, 1e-12);
    assertAlmostEquals(way[4 * i][1], y, 1e-12);
  });
  // Halfway between b and c the spline is at (9 (b + c) - a - d) / 16.
  assertAlmostEquals(way[6][0], (9 * (3 + 8) - 0 - 9) / 16, 1e-12);
  assertAlmostEquals(way[6][1], (9 * (5 + 6) - 0 - 1) / 16, 1e-12);
  for (const [x, y] of smooth(line, { chords: 5 })) assertAlmostEquals(y - 1, 2 * (x - 1), 1e-12);
});
