import { assertEquals } from "@std/assert";
import { groupBy } from "../../../src/core/lists/group_by.ts";

Deno.test("items are grouped by their keys, as the engine's own does it where there is one", () => {
  const words = ["one", "three", "two", "four", "seven"];
  assertEquals(groupBy(words, ({ length }) => length), Map.groupBy(words, ({ length }) => length));
  assertEquals([...groupBy(words, (_, i) => i % 2).keys()], [0, 1]);
  assertEquals(groupBy([], () => 0), new Map());
});
