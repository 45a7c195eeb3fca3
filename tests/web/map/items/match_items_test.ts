import { assertEquals } from "@std/assert";
import { createItemSearch } from "../../../../src/web/map/items/match_items.ts";

const names = ["img-1.png", "Zoë", "img-10.png"], texts = ["a red house", "", "a House, blue"];

Deno.test("a search finds parts of names and texts, whatever their case and accents", () => {
  const { find } = createItemSearch({ names, texts });
  assertEquals([find("IMG-1"), find("zoe"), find("ZOË")], [[0, 2], [1], [1]]);
  assertEquals([find("house"), find("house blue"), find("1 red")], [[0, 2], [2], [0]]);
  assertEquals(find("nowhere"), []);
});

Deno.test("no word searches for nothing, and a part does not run from the name into the text", () => {
  const { find } = createItemSearch({ names, texts });
  assertEquals([find(""), find("  ")], [undefined, undefined]);
  assertEquals(find("pnga"), []);
  assertEquals(createItemSearch({ names }).find("house"), []);
});
