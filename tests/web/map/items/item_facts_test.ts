import { assertEquals } from "@std/assert";
import type { Collection } from "../../../../src/web/map/items/collection.ts";
import { countOf, sayItem, valueOf } from "../../../../src/web/map/items/item_facts.ts";

const collection: Collection = {
  title: "",
  count: 2,
  maps: [],
  names: ["first", "second"],
  texts: ["a text", ""],
  columns: [
    { name: "label", kind: "classes", classNames: ["cat", "dog"], classes: Int32Array.of(1, -1) },
    { name: "size", kind: "numbers", values: Float32Array.of(-1.5, NaN) },
  ],
};

Deno.test("an item is told by its name, its values and its text", () => {
  assertEquals(sayItem(collection, 0), "first, label dog, size −1.5, a text");
  assertEquals(sayItem(collection, 1), "second, label –, size –");
  assertEquals(valueOf(collection.columns[0], 0), "dog");
});

Deno.test("counts have their noun", () => {
  assertEquals([countOf(1), countOf(60_000), countOf(0, "text")], [
    "1 item",
    "60,000 items",
    "0 texts",
  ]);
});
