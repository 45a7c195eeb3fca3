/** The files by which pages search an index, read back as pages read them. */
import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { decode } from "fast-png";
import { readCollection } from "../../../src/collections/read_collection.ts";
import { PAGE_INDEX } from "../../../src/core/exported_model.ts";
import { sha256 } from "../../../src/core/sha256.ts";
import { stopWordsOf } from "../../../src/data/mod.ts";
import { parseItemLines } from "../../../src/web/search/item_lines.ts";
import { parsePageIndex } from "../../../src/web/search/parse_page_index.ts";
import { indexExamples } from "../../../src/workflows/retrieval/index_examples.ts";
import { pageIndex } from "../../../src/workflows/retrieval/page_index.ts";
import { isthmus } from "../../cli/isthmus.ts";
import { trainSmall } from "./train_small.ts";

const directory = await Deno.makeTempDir();
const at = (...parts: string[]) => join(directory, ...parts);

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const strokes = await trainSmall(directory, { name: "strokes", count: 400 }, { name: "strokes" });
const lines = at("texts.jsonl");
Deno.writeTextFileSync(
  lines,
  Array.from({ length: 40 }, (_, i) => ({ text: i % 2 ? "salt water" : "bread <b>butter</b>" }))
    .map((line) => JSON.stringify(line)).join("\n"),
);
const texts = await trainSmall(directory, { name: lines }, {
  ...{ name: "texts", model: { loss: "categorical-cross-entropy" } },
});

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

Deno.test("lines and pictures of the items lie in parts of 256, codes as they are, each known by its SHA-256", async () => {
  const out = at("drawn"), options = { data: undefined, split: "train" } as const;
  await indexExamples(strokes, { ...options, out });
  const { items, thumbnails } = await readCollection(out);
  const files = await pageIndex(out, strokes.directory);
  const { files: known, ...index } = parsePageIndex(textOf(files.get(PAGE_INDEX)), PAGE_INDEX);
  assertEquals(index, {
    ...{ format: 1, data: "strokes", kind: "images", count: 360, itemsPerFile: 256 },
    codes: { type: "values", size: 2, metric: "euclidean" },
    thumbnails: { width: 28, height: 28, columns: 16, perSheet: 256 },
  });
  const paths = ["codes.npy", "items/0.jsonl", "items/1.jsonl", "thumbnails/0.png"];
  assertEquals(Object.keys(known), [...paths, "thumbnails/1.png"]);
  assertEquals(
    [...files.keys()].sort(),
    [PAGE_INDEX, ...Object.keys(known).map((path) => `index/${path}`)].sort(),
  );
  for (const [path, { sha256: hash, bytes }] of Object.entries(known)) {
    const content = files.get(`index/${path}`)!;
    assertEquals([await sha256(content), content.length], [hash, bytes], path);
  }
  assertEquals(files.get("index/codes.npy"), await Deno.readFile(join(out, "codes.npy")));
  const read = [256, 104].flatMap((count, part) =>
    parseItemLines(files.get(`index/items/${part}.jsonl`)!, { name: "items", count })
  );
  assertEquals(read, items);
  // Item 300 is the 45th of the second sheet, in the third row of sixteen.
  const { width, data } = decode(files.get("index/thumbnails/1.png")!);
  assertEquals(width, 16 * 28);
  const pixel = (y: number, x: number) => Number(data[(2 * 28 + y) * width + 12 * 28 + x]);
  const picture = Array.from({ length: 784 }, (_, i) => pixel(Math.floor(i / 28), i % 28));
  assertEquals(picture, Array.from(thumbnails!.values.subarray(300 * 784, 301 * 784)));
});

Deno.test("an index of texts has its words, and the words that its encoder leaves out; one of bits its bits", async () => {
  const out = at("read");
  await indexExamples(texts, { data: lines, split: "train", out, isBits: true });
  const files = await pageIndex(out, texts.directory);
  const { codes, functionWords, thumbnails } = parsePageIndex(
    textOf(files.get(PAGE_INDEX)),
    PAGE_INDEX,
  );
  assertEquals([codes.type, thumbnails, files.has("index/bits.npy")], ["bits", undefined, true]);
  assertEquals(functionWords, [...stopWordsOf("eng")]);
  assertEquals(
    files.get("index/words.safetensors"),
    await Deno.readFile(join(out, "words.safetensors")),
  );
});

Deno.test("an index that another model made is refused in one sentence, and a run without a model", async () => {
  const out = at("drawn");
  await assertRejects(
    () => pageIndex(out, texts.directory),
    Error,
    `Cannot search ${out} in pages of ${texts.directory}: the index was made with another onnx/encoder_model.onnx; "index ${texts.directory} --out DIR" makes one`,
  );
  await assertRejects(
    () => pageIndex(out, at("nowhere")),
    Error,
    `Cannot search ${out} in pages of ${at("nowhere")}: the run has no onnx/encoder_model.onnx`,
  );
  await assertRejects(
    () => pageIndex(at("nowhere"), strokes.directory),
    Error,
    "it holds no index",
  );
});

Deno.test("export --index writes a site with the index in it, and says which it was", async () => {
  const out = at("site"), index = at("read");
  const { code, stdout, stderr } = await isthmus(
    ...["export", texts.directory, "--target", "web", "--index", index, "--out", out],
    ...["--engines", "lite", "--json"],
  );
  assertEquals([code, stderr], [0, ""]);
  const told = JSON.parse(stdout);
  assertEquals([told.index, told.out], [index, out]);
  for (const path of [`model/${PAGE_INDEX}`, "model/index/words.safetensors", "search.wasm"]) {
    assertEquals(told.files.includes(path), true, path);
  }
  const other = await isthmus(
    ...["export", texts.directory, "--target", "web", "--index", at("drawn"), "--out", at("none")],
  );
  assertEquals([other.code, other.stdout], [1, ""]);
  assertMatch(other.stderr, /^Cannot search .*: the index was made with another onnx.*\n$/);
});
