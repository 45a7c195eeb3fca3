import { assertEquals } from "@std/assert";
import { LEVELS, levelsOf } from "../../../../src/web/map/items/emphasis.ts";

const { hidden, faded, plain, raised } = LEVELS;
const styleOf = Uint8Array.of(0, 0, 1, 2);
const levels = (off: number[], matches: number[] | undefined, selected: number[]) => [
  ...levelsOf(styleOf, {
    off: new Set(off),
    matches: matches && new Set(matches),
    selected: new Set(selected),
  }),
];

Deno.test("items are plain until a class is switched off", () => {
  assertEquals(levels([], undefined, []), [plain, plain, plain, plain]);
  assertEquals(levels([0], undefined, []), [hidden, hidden, plain, plain]);
});

Deno.test("a search and a selection raise their items and fade the rest", () => {
  assertEquals(levels([], [1], []), [faded, raised, faded, faded]);
  assertEquals(levels([], [1], [3]), [faded, raised, faded, raised]);
  assertEquals(levels([], [], []), [faded, faded, faded, faded]);
  assertEquals(levels([2], undefined, [0, 3]), [raised, faded, faded, hidden]);
});
