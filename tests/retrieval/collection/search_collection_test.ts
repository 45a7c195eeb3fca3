import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import {
  bitsOf,
  type Collection,
  type CollectionManifest,
  searchCollection,
} from "../../../src/retrieval/mod.ts";

const wasm = await WebAssembly.compile(
  await Deno.readFile(new URL("../../../build/kernels/search.wasm", import.meta.url)),
);

const rng = createRng(2), count = 60, size = 5;
// Few values, so that many codes are equal and equally far.
const values = Float32Array.from({ length: count * size }, () => Math.floor(3 * rng.uniform()) - 1);
const codes = { shape: [count, size], values };
const items = Array.from({ length: count }, (_, i) => ({ id: String(i + 1) }));

function collection(kind: CollectionManifest["codes"]): Collection {
  const manifest = { data: "test", kind: "vectors", count, codes: kind } as const;
  return {
    manifest,
    items,
    codes: kind.type === "bits" ? bitsOf(codes, { threshold: kind.threshold }) : codes,
  };
}

const row = (item: number) => values.slice(item * size, (item + 1) * size);

/** All items by their distance, equally far ones in their order. */
function naive(distanceTo: (code: Float32Array) => number): { item: number; distance: number }[] {
  return items.map((_, item) => ({ item, distance: distanceTo(row(item)) }))
    .sort((a, b) => a.distance - b.distance || a.item - b.item);
}

const query = Float32Array.of(1, -1, 0.5, 0, 0.25);

Deno.test("a collection of values finds by its metric what a sort finds", async () => {
  const search = await searchCollection(
    collection({ type: "values", size, metric: "euclidean" }),
    { wasm },
  );
  const expected = naive((code) => Math.hypot(...code.map((value, i) => value - query[i])));
  const found = search.byCode(query, { count: 12 });
  assertEquals(found.map(({ item }) => item), expected.slice(0, 12).map(({ item }) => item));
  found.forEach(({ distance }, i) => assertAlmostEquals(distance, expected[i].distance, 1e-6));
});

Deno.test("a collection of bits cuts the query at its own threshold", async () => {
  const search = await searchCollection(
    collection({ type: "bits", size, threshold: 0.5 }),
    { wasm },
  );
  const bits = (code: Float32Array) => Array.from(code, (value) => value > 0.5 ? 1 : 0);
  const expected = naive((code) => bits(code).filter((bit, i) => bit !== bits(query)[i]).length);
  assertEquals(search.byCode(query, { count: 9 }), expected.slice(0, 9));
});

Deno.test("an item finds its equals and is left out, wherever it stands among them", async () => {
  for (
    const kind of [
      { type: "values", size, metric: "euclidean" },
      { type: "bits", size, threshold: 0 },
    ] as const
  ) {
    const search = await searchCollection(collection(kind), { wasm });
    for (const item of [0, 17, count - 1]) {
      const bit = (value: number) => kind.type === "bits" ? Number(value > 0) : value;
      const expected = naive((code) => {
        const squares = code.reduce((sum, v, i) => sum + (bit(v) - bit(row(item)[i])) ** 2, 0);
        return kind.type === "bits" ? squares : Math.fround(Math.sqrt(squares));
      }).filter((found) => found.item !== item);
      assertEquals(search.byItem(item, { count: 7 }), expected.slice(0, 7));
      assertEquals(search.byItem(item, { count: 500 }).length, count - 1);
    }
    assertThrows(
      () => search.byItem(count, { count: 1 }),
      RangeError,
      "Cannot ask by item 61: there are 60, from 1 on",
    );
  }
});
