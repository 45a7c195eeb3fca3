/** The index of a page, beside a sort of all distances and the words of NumPy's kind. */
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { openIndexFolder } from "../../../src/web/search/index_folder.ts";
import { openSearchIndex, SHORTLIST } from "../../../src/web/search/search_index.ts";
import { ADDRESS, type Files, indexFiles, withFetch, wordsFile } from "./index_files.ts";

const wasm = await Deno.readFile(new URL("../../../build/kernels/search.wasm", import.meta.url));
const rng = createRng(5);
const codes = Array.from({ length: 200 }, () => [rng.normal(), rng.normal()] as const);
const files = await indexFiles({ codes });

const open = async (inputSize = 4, codeSize = 2) =>
  await openSearchIndex(await openIndexFolder(ADDRESS), { wasm, codeSize, inputSize });

/** Items from near to far, by the plain distance. */
const naive = (x: number, y: number) =>
  codes.map((code, item) => ({ item, distance: Math.hypot(code[0] - x, code[1] - y) }))
    .sort((a, b) => a.distance - b.distance);

Deno.test("a page finds what a sort of all distances finds, by a code and by an item", async () => {
  const asked = await withFetch(files, async () => {
    const { byCode, byItem, isByWords } = await open();
    assertEquals(isByWords, false);
    const found = byCode(Float32Array.of(0.3, -0.2), { count: 7 });
    const expected = naive(Math.fround(0.3), Math.fround(-0.2)).slice(0, 7);
    assertEquals(found.map(({ item }) => item), expected.map(({ item }) => item));
    found.forEach(({ distance }, i) => assertAlmostEquals(distance, expected[i].distance, 1e-6));
    const near = byItem(17, { count: 3 });
    const others = naive(...codes[17]).filter(({ item }) => item !== 17).slice(0, 3);
    assertEquals(near.map(({ item }) => item), others.map(({ item }) => item));
  });
  assertEquals(asked, ["index.json", "codes.npy"]);
});

Deno.test("lines of items are fetched when one of them is asked for, each file once", async () => {
  const asked = await withFetch(files, async () => {
    const { itemsAt } = await open();
    assertEquals(await itemsAt([4, 0, 199]), [
      { id: "5", label: "class 0" },
      { id: "1", label: "class 0" },
      { id: "200", label: "class 1" },
    ]);
    assertEquals((await itemsAt([5, 1])).map(({ id }) => id), ["6", "2"]);
    // More files than stay in memory.
    await itemsAt(codes.map((_, i) => i));
    assertEquals((await itemsAt([199]))[0].id, "200");
  });
  assertEquals(asked.slice(2, 5), ["items/1.jsonl", "items/0.jsonl", "items/66.jsonl"]);
  // The last had gone before its turn came again.
  assertEquals(asked.filter((path) => path === "items/66.jsonl").length, 2);
  assertEquals(asked.filter((path) => path === "items/1.jsonl").length, 1);
});

Deno.test("a file of lines that failed is asked for again", async () => {
  const there: Files = { ...files };
  delete there["items/0.jsonl"];
  await withFetch(there, async () => {
    const { itemsAt } = await open();
    await assertRejects(() => itemsAt([0]), Error, "items/0.jsonl was answered by 404");
    there["items/0.jsonl"] = files["items/0.jsonl"];
    assertEquals((await itemsAt([0]))[0].id, "1");
  });
});

/** Texts over four words, each of two of them. */
const texts = codes.map((_, i) =>
  [[i % 4, 1 + rng.uniform()], [(i + 1 + i % 3) % 4, rng.uniform()]] as [number, number][]
).map((text) => text[0][0] === text[1][0] ? [text[0]] : text);
const ofTexts = await indexFiles({ codes, kind: "texts" }, {
  "words.safetensors": wordsFile(texts),
});

Deno.test("of texts, the hundred nearest by codes are sorted by the cosine of their words", async () => {
  await withFetch(ofTexts, async () => {
    const { byCode, byItem, isByWords } = await open();
    assert(isByWords);
    const rowOf = (text: typeof texts[0]) => {
      const row = [0, 0, 0, 0];
      for (const [word, weight] of text) row[word] = Math.fround(weight);
      return row;
    };
    const cosine = (a: number[], b: number[]) =>
      a.reduce((sum, value, i) => sum + value * b[i], 0) / Math.hypot(...a) / Math.hypot(...b);
    const expect = (near: { item: number }[], query: number[]) =>
      near.slice(0, SHORTLIST).map(({ item }) => ({
        item,
        distance: 1 - cosine(rowOf(texts[item]), query),
      })).sort((a, b) => a.distance - b.distance).slice(0, 5);
    const query = [0.5, 0, 0.25, 0];
    const words = Float32Array.from(query);
    for (
      const [found, expected] of [
        [byCode(Float32Array.of(0, 0), { count: 5, words }), expect(naive(0, 0), query)],
        [
          byItem(3, { count: 5 }),
          expect(naive(...codes[3]).filter(({ item }) => item !== 3), rowOf(texts[3])),
        ],
      ]
    ) {
      assertEquals(found.length, 5);
      found.forEach(({ distance }, i) => assertAlmostEquals(distance, expected[i].distance, 1e-6));
    }
    // Without words there is nothing to sort by.
    assertEquals(byCode(Float32Array.of(0, 0), { count: 1 })[0].item, naive(0, 0)[0].item);
  });
});

Deno.test("files that are not of each other, and a model of other codes, are refused in one sentence", async () => {
  const refuses = async (there: Files, why: string, sizes: [number, number] = [4, 2]) => {
    await withFetch(there, async () => {
      await assertRejects(() => open(...sizes), Error, why);
    });
  };
  const few = await indexFiles({ codes, count: 150 });
  await refuses(few, "Cannot search: codes.npy is not for 150 items");
  const other = "Cannot search: the index has codes of 2 values, the model of 3";
  await refuses(files, other, [4, 3]);
  const wrong = "Cannot search: words.safetensors is not for 200 items";
  await refuses(ofTexts, wrong, [3, 2]);
  const none = await indexFiles({ codes, kind: "texts" });
  await refuses(none, `${ADDRESS} lists no words.safetensors`);
});
