/** Indexes of data of every kind, and what is found in them, beside plain computations. */
import { assert, assertAlmostEquals, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readCollection } from "../../../src/collections/read_collection.ts";
import { createRng } from "../../../src/core/rng.ts";
import { decodeNpy, denseExamples, wholeBatch } from "../../../src/data/mod.ts";
import { encodeImageSheet } from "../../../src/plots/png.ts";
import { createPreprocessor } from "../../../src/preprocessing/mod.ts";
import { loadRun } from "../../../src/runs/load_run.ts";
import type { FinishedRun } from "../../../src/runs/open_run.ts";
import { readExamples } from "../../../src/runs/run_data.ts";
import {
  indexExamples,
  type IndexOptions,
} from "../../../src/workflows/retrieval/index_examples.ts";
import { searchIndex } from "../../../src/workflows/retrieval/search_index.ts";
import { writePoints } from "../points.ts";
import { putFile } from "../../put_file.ts";
import { trainSmall } from "./train_small.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const at = (...parts: string[]) => join(directory, ...parts);

async function indexed(run: FinishedRun, options: IndexOptions) {
  const end = await indexExamples(run, options);
  if (end.type !== "whole") throw new Error("Cannot test an indexing that was interrupted");
  return end;
}

/** The codes of a run's encoder, by the whole autoencoder of the run. */
async function codesOf(run: FinishedRun, options: { data?: string; split: "train" | "test" }) {
  const { examples } = await readExamples(run, { data: undefined, newClasses: true, ...options });
  await using autoencoder = await loadRun(run.directory);
  const { values } = await autoencoder.encode(wholeBatch(examples));
  const size = values.length / examples.count;
  return Array.from({ length: examples.count }, (_, i) => values.slice(i * size, (i + 1) * size));
}

/** The numbers of the codes from near to far, equally far ones in their order, with their distances. */
function naive(codes: readonly Float32Array[], distanceTo: (code: Float32Array) => number) {
  return codes.map((code, item) => ({ item, distance: distanceTo(code) }))
    .sort((a, b) => a.distance - b.distance || a.item - b.item);
}

const euclidean = (a: Float32Array) => (b: Float32Array) =>
  Math.hypot(...a.map((value, i) => value - b[i]));

/** All files within a folder, by their paths. */
async function filesOf(folder: string, within = ""): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for await (const { name, isDirectory } of Deno.readDir(join(folder, within))) {
    const path = join(within, name);
    if (isDirectory) Object.assign(files, await filesOf(folder, path));
    else files[path] = await Deno.readFile(join(folder, path));
  }
  return files;
}

/** A signal that is aborted after so many looks at it. */
function abortedAfter(looks: number): AbortSignal {
  let seen = 0;
  return {
    get aborted() {
      return seen++ >= looks;
    },
  } as AbortSignal;
}

const points = writePoints(directory, { count: 1600 });
const plane = await trainSmall(directory, { name: points });

Deno.test("an index of images finds what a sort of the encoder's codes finds, by a picture and by an item", async () => {
  const strokes = await trainSmall(directory, { name: "strokes", count: 200 }, { name: "strokes" });
  const out = at("strokes-index");
  const end = await indexed(strokes, { split: "train", out });
  const { count, size, kind, metric } = end;
  assertEquals({ count, size, kind, metric }, {
    ...{ count: 180, size: 2, kind: "images", metric: "euclidean" },
  });
  const codes = await codesOf(strokes, { split: "train" });
  const { manifest, items, thumbnails } = await readCollection(out);
  const { examples } = await readExamples(strokes, {
    ...{ data: undefined, split: "train", isNumbered: true },
  });
  assertEquals([items.map(({ id }) => id), manifest.data], [[...examples.ids!], "strokes"]);
  assertEquals(items.map(({ label }) => Number(label)), Array.from(examples.labels!));
  assertEquals(thumbnails, { shape: [180, 28, 28, 1], values: examples.values as Uint8Array });
  const { found, query } = await searchIndex(out, { by: "row", row: 8 }, { count: 20 });
  const expected = naive(codes, euclidean(codes[7])).filter(({ item }) => item !== 7);
  assertEquals(found.map(({ item }) => item), expected.slice(0, 20).map(({ item }) => item));
  found.forEach(({ distance }, i) => assertAlmostEquals(distance, expected[i].distance, 1e-6));
  // The very picture of an item finds that item first.
  const image = at("stroke.png");
  await putFile(
    image,
    encodeImageSheet({ images: query.thumbnail!, shape: [28, 28, 1], columns: 1, gap: 0 }),
  );
  const by = await searchIndex(out, { by: "image", path: image }, { count: 3 });
  assertEquals([by.found[0].item, by.query.thumbnail, by.remarks], [7, query.thumbnail, []]);
  assertAlmostEquals(by.found[0].distance, 0, 1e-5);
});

Deno.test("the codes of an index of bits are signs of the encoder's codes, and are counted", async () => {
  const out = at("bits-index");
  const end = await indexed(plane, { split: "test", out, data: points, isBits: true });
  const codes = await codesOf(plane, { split: "test", data: points });
  const isUnit = codes.every((code) => code.every((value) => value >= 0 && value <= 1));
  const bits = codes.map((code) => code.map((value) => value > (isUnit ? 0.5 : 0) ? 1 : 0));
  assertEquals(end.metric, "hamming");
  assertEquals(end.bits?.threshold, isUnit ? 0.5 : 0);
  assertEquals(end.bits?.different, new Set(bits.map((code) => code.join())).size);
  const array = decodeNpy(await Deno.readFile(join(out, "bits.npy")), "bits");
  assertEquals(array.shape, [1600, 1]);
  assertEquals([...array.values], bits.map(([a, b]) => a + 2 * b));
  const { found } = await searchIndex(out, { by: "row", row: 3 }, { count: 30 });
  const expected = naive(bits, (code) => code.filter((bit, i) => bit !== bits[2][i]).length)
    .filter(({ item }) => item !== 2);
  assertEquals(found, expected.slice(0, 30));
});

Deno.test("an indexing that was interrupted goes on, and leaves the bytes of one that was not", async () => {
  const options = { split: "test", data: points } as const;
  const whole = at("whole"), broken = at("broken");
  await indexed(plane, { ...options, out: whole });
  for (const done of [500, 1500]) {
    const end = await indexExamples(plane, {
      ...{ ...options, out: broken },
      signal: abortedAfter(done === 500 ? 1 : 2),
    });
    assertEquals(end, { type: "interrupted", done, count: 1600 });
    await assertRejects(
      () => searchIndex(broken, { by: "row", row: 1 }, { count: 1 }),
      Error,
      `Cannot search ${broken}: its indexing has not ended; the same command goes on with it`,
    );
  }
  const { remarks } = await indexed(plane, { ...options, out: broken });
  assertEquals(
    remarks.at(-1),
    "It went on after the 1500 of 1600 examples that were encoded before.",
  );
  assertEquals(await filesOf(broken), await filesOf(whole));
});

Deno.test("the beginning of an index of other data gives way, and that is said", async () => {
  const other = at("other"), own = at("own");
  await indexExamples(plane, { split: "test", data: points, out: other, signal: abortedAfter(1) });
  const anew = await indexed(plane, { split: "test", out: other });
  assertEquals(
    anew.remarks.at(-1),
    `${other} held the beginning of an index of other data, or by another encoder: it began again.`,
  );
  await indexed(plane, { split: "test", out: own });
  assertEquals(await filesOf(other), await filesOf(own));
});

Deno.test("texts of a folder are found by words, with their names, classes and first lines", async () => {
  const folder = at("texts"), rng = createRng(4), sea = ["ship", "wave", "harbour", "sail"];
  const others = ["sun", "desert", "sand", "camel"];
  const text = (from: readonly string[]) =>
    Array.from({ length: 12 }, () => from[Math.floor(4 * rng.uniform())]).join(" ");
  for (let i = 0; i < 20; i++) {
    await putFile(join(folder, "sea", `${i}.txt`), `\n--\nThe ${text(sea)}\nmore`);
    await putFile(join(folder, "land", `${i}.txt`), `The ${text(others)}`);
  }
  await putFile(join(folder, "land", "empty.txt"), "");
  await putFile(join(folder, "sea", "two.txt"), "ship wave");
  const run = await trainSmall(directory, { name: folder }, {
    ...{ name: "texts", model: { codeSize: 5, loss: "categorical-cross-entropy" } },
  });
  const out = at("texts-index"), data = folder;
  const end = await indexed(run, { split: "test", data, out });
  assertEquals([end.count, end.kind, end.metric], [42, "texts", "cosine"]);
  const { items, manifest } = await readCollection(out);
  assertEquals([manifest.functionWords, manifest.classes], ["eng", ["land", "sea"]]);
  const named = new Map(items.map((item) => [item.id, item]));
  assertEquals(named.get("land/empty.txt"), { id: "land/empty.txt", label: "land", text: "" });
  assertEquals(named.get("sea/two.txt"), { id: "sea/two.txt", label: "sea", text: "ship wave" });
  assertMatch(named.get("sea/0.txt")!.text!, /^The (?:(?:ship|wave|harbour|sail) ?){12}$/);
  // The run is not needed any more.
  const preprocessor = await Deno.readFile(join(run.directory, "preprocessor_config.json"));
  const query = await createPreprocessor(preprocessor).prepare(["a camel in the desert"]);
  const codes = await codesOf(run, { data, split: "test" });
  const read = { data, split: "test", newClasses: true } as const;
  const { values: counts } = denseExamples((await readExamples(run, read)).examples);
  const counted = items.map((_, i) => Float32Array.from(counts.subarray(i * 8, (i + 1) * 8)));
  await using autoencoder = await loadRun(run.directory);
  const { values: code } = await autoencoder.encode(query);
  await Deno.remove(run.directory, { recursive: true });
  const dot = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, i) => sum + value * b[i], 0);
  const cosine = (a: Float32Array, b: Float32Array) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  const expected = naive(codes, (other) => 1 - cosine(code, other));
  const ask = (text: string) => searchIndex(out, { by: "text", text }, { count: 6 });
  const { found, remarks } = await ask("a camel in the desert, zzz");
  found.forEach(({ distance }, i) => assertAlmostEquals(distance, expected[i].distance, 1e-5));
  assertEquals(remarks, ["Left out of the query: zzz, not among the 8 that its encoder counts."]);
  // In two stages: the eight nearest by codes, sorted by their words.
  const words = counted.map((row) => 1 - cosine(query.values, row));
  const second = await searchIndex(out, { by: "text", text: "a camel in the desert" }, {
    ...{ count: 6, shortlist: 8 },
  });
  assertEquals(second.metric, "words");
  const shortlist = expected.slice(0, 8).map(({ item }) => item)
    .map((item) => ({ item, distance: words[item] }))
    .sort((a, b) => a.distance - b.distance).slice(0, 6);
  second.found.forEach(({ distance }, i) =>
    assertAlmostEquals(distance, shortlist[i].distance, 1e-5)
  );
  const alike = await searchIndex(out, { by: "row", row: 3 }, { count: 5, shortlist: 42 });
  const rest = counted.flatMap((row, item) =>
    item === 2 ? [] : [1 - (cosine(counted[2], row) || 0)]
  ).sort((a, b) => a - b);
  alike.found.forEach(({ distance }, i) => assertAlmostEquals(distance, rest[i], 1e-5));
  const cases: [text: string, why: string][] = [
    ["", "with an empty text: expected words of two letters or more"],
    [" \n", "with an empty text: expected words of two letters or more"],
    ["1 + 2 = x", 'with "1 + 2 = x": expected words of two letters or more'],
    ["zzz", 'with "zzz": its word zzz is not among the 8 that its encoder counts'],
    ["The zzz Yyy", 'with "The zzz Yyy": none of its words (zzz, yyy) is among the 8 that its enc'],
    ["of the", 'with "of the": it holds function words alone (of, the), which are left out'],
  ];
  for (const [text, why] of cases) {
    await assertRejects(() => ask(text), RangeError, `Cannot search ${out} ${why}`);
  }
  await assertRejects(
    () => searchIndex(out, { by: "image", path: "x.png" }, { count: 1 }),
    TypeError,
    `Cannot search ${out} by --image: it holds texts; ask with --text WORDS or --row N`,
  );
});

Deno.test("texts of JSON lines are found, each by its number in the data", async () => {
  const lines = Array.from({ length: 30 }, (_, i) => ({
    text: i === 4 ? "" : i === 5 ? "two words" : `first ${i % 2 ? "salt and water" : "bread, two"}`,
  }));
  const data = at("lines.jsonl");
  await putFile(data, lines.map((line) => JSON.stringify(line)).join("\n"));
  const run = await trainSmall(directory, { name: data }, {
    ...{ name: "lines", model: { loss: "categorical-cross-entropy" } },
  });
  const out = at("lines-index");
  await indexed(run, { split: "test", data, out });
  const { items } = await readCollection(out);
  assertEquals(items[4], { id: "5", text: "" });
  assertEquals(items[5], { id: "6", text: "two words" });
  const { found } = await searchIndex(out, { by: "text", text: "WATER salt First" }, { count: 15 });
  const codes = await codesOf(run, { data, split: "test" });
  const expected = naive(codes, euclidean(codes[1]));
  assertEquals(found.map(({ item }) => item), expected.slice(0, 15).map(({ item }) => item));
  assertAlmostEquals(found[0].distance, 0, 1e-6);
  // Of the run's own data, what it held out is found under its numbers in the whole.
  const own = at("own-lines");
  await indexed(run, { split: "test", out: own });
  const held = await readCollection(own);
  assertEquals(held.items.length, 6);
  for (const { id, text } of held.items) assertEquals(text, items[Number(id) - 1].text);
});

Deno.test("pictures of mixed sizes are found, and one of another size is brought to theirs", async () => {
  const folder = at("pictures"), rng = createRng(8);
  const picture = (height: number, width: number, channels: number, isLeft: boolean) =>
    encodeImageSheet({
      images: Uint8Array.from({ length: height * width * channels }, (_, i) => {
        const x = Math.floor(i / channels) % width;
        return (x < width / 2) === isLeft ? 200 + 55 * rng.uniform() : 40 * rng.uniform();
      }),
      ...{ shape: [height, width, channels], columns: 1, gap: 0 },
    });
  for (let i = 0; i < 12; i++) {
    await putFile(join(folder, `left-${i}.png`), picture(80 + i, 90, 3, true));
    await putFile(join(folder, `right-${i}.png`), picture(72, 72 + 2 * i, 1, false));
  }
  const image = { size: [72, 72], fit: "crop", colour: "colour" };
  const run = await trainSmall(directory, { name: folder, image }, { name: "pictures" });
  const out = at("pictures-index");
  await indexed(run, { split: "test", data: folder, out });
  const { items, thumbnails } = await readCollection(out);
  assertEquals([items.length, items[0]], [24, { id: "left-0.png" }]);
  assertEquals(thumbnails?.shape, [24, 64, 64, 3]);
  const path = at("query.png");
  await putFile(path, picture(100, 160, 1, true));
  const { query, found, remarks } = await searchIndex(out, { by: "image", path }, { count: 24 });
  assertEquals(remarks, ["1 of 1 picture is brought to 72 × 72 (crop) and colour"]);
  assertEquals(query.thumbnail?.length, 64 * 64 * 3);
  // The left side is bright, as it is in the picture.
  const [left, right] = [8, 56].map((x) => query.thumbnail![(32 * 64 + x) * 3]);
  assert(left > 190 && right < 50, `${left} ${right}`);
  const { prepare } = createPreprocessor(
    await Deno.readFile(join(run.directory, "preprocessor_config.json")),
  );
  await using autoencoder = await loadRun(run.directory);
  const { values } = await autoencoder.encode(await prepare([await Deno.readFile(path)]));
  const expected = naive(await codesOf(run, { data: folder, split: "test" }), euclidean(values));
  found.forEach(({ distance }, i) => assertAlmostEquals(distance, expected[i].distance, 1e-5));
  await putFile(path, "no picture");
  await assertRejects(() => searchIndex(out, { by: "image", path }, { count: 1 }), Error, path);
  await assertRejects(
    () => searchIndex(out, { by: "text", text: "left" }, { count: 1 }),
    TypeError,
    `Cannot search ${out} by --text: it holds images; ask with --image FILE or --row N`,
  );
});

Deno.test("rows of a table are found by a row, in the scale that the model learnt on", async () => {
  const rng = createRng(6), data = at("table.csv");
  const rows = Array.from({ length: 60 }, (_, i) => [
    ...Array.from({ length: 3 }, () => (100 * rng.uniform()).toFixed(2)),
    i % 3 ? "oak" : "elm",
  ]);
  await putFile(data, ["height,width,depth,class", ...rows.map((row) => row.join())].join("\n"));
  const run = await trainSmall(directory, { name: data, scale: "standard" }, { name: "table" });
  const out = at("table-index");
  const end = await indexed(run, { split: "test", data, out, metric: "inner-product" });
  assertEquals([end.kind, end.metric], ["table", "inner-product"]);
  const { items, thumbnails } = await readCollection(out);
  assertEquals([items[0], items[1], thumbnails], [
    { id: "1", label: "elm" },
    { id: "2", label: "oak" },
    undefined,
  ]);
  const codes = await codesOf(run, { data, split: "test" });
  const { found } = await searchIndex(out, { by: "row", row: 60 }, { count: 59 });
  const expected = naive(
    codes,
    (code) => -code.reduce((sum, value, i) => sum + value * codes[59][i], 0),
  )
    .filter(({ item }) => item !== 59);
  found.forEach(({ distance }, i) => assertAlmostEquals(distance, expected[i].distance, 1e-5));
  await assertRejects(
    () => searchIndex(out, { by: "row", row: 61 }, { count: 1 }),
    RangeError,
    `Cannot search ${out} by --row 61: it has 60 items`,
  );
  for (const query of [{ by: "text", text: "oak" }, { by: "image", path: "x.png" }] as const) {
    await assertRejects(
      () => searchIndex(out, query, { count: 1 }),
      TypeError,
      `Cannot search ${out} by --${query.by}: it holds rows of a table; ask with --row N`,
    );
  }
});

Deno.test("a run whose encoder is told classes or is not exported is refused, and a whole index stays", async () => {
  const conditional = await trainSmall(directory, { name: "strokes", count: 100 }, {
    ...{ name: "conditional", model: { variant: "conditional-variational", loss: undefined } },
  });
  const none = at("none");
  await assertRejects(
    () => indexExamples(conditional, { split: "test", out: none }),
    RangeError,
    `Cannot index with ${conditional.directory}: its encoder is told the class of each example`,
  );
  const kept = at("kept");
  await indexed(plane, { split: "test", out: kept });
  const before = await filesOf(kept);
  await assertRejects(
    () => indexExamples(plane, { split: "train", out: kept }),
    Error,
    `Cannot index into ${kept}: it holds an index already; choose another --out`,
  );
  await Deno.remove(join(plane.directory, "onnx/encoder_model.onnx"));
  for (const out of [none, kept]) {
    await assertRejects(
      () => indexExamples(plane, { split: "test", out }),
      Error,
      `Cannot index with ${plane.directory}: it has no onnx/encoder_model.onnx; "export ${plane.directory}" would write it`,
    );
  }
  assertEquals(await filesOf(kept), before);
  await assertRejects(() => Deno.stat(none), Deno.errors.NotFound);
});
