/** Maps of data of every kind, by codes and by inputs. */
import { assert, assertAlmostEquals, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../../src/core/rng.ts";
import { encodeNpy, wholeBatch } from "../../../src/data/mod.ts";
import { encodeImageSheet } from "../../../src/plots/png.ts";
import { loadRun } from "../../../src/runs/load_run.ts";
import { readExamples } from "../../../src/runs/run_data.ts";
import { mapCollection, type MapOptions } from "../../../src/workflows/maps/map_collection.ts";
import { writePoints } from "../points.ts";
import { putFile } from "../../put_file.ts";
import { trainSmall } from "../retrieval/train_small.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const at = (...parts: string[]) => join(directory, ...parts);

const made = (options: Partial<MapOptions>) =>
  mapCollection({ split: "test", count: 10_000, seed: 0, ...options });

/** Rows of two groups that lie far apart, one of them much wider in its own units than the other is. */
const rng = createRng(5);
const table = at("groups.csv");
await putFile(
  table,
  [
    "height,weight,group",
    ...Array.from({ length: 40 }, (_, i) => {
      const group = i % 2;
      const height = 1 + group + 0.05 * rng.normal(), weight = 50_000 + 9000 * rng.normal();
      return `${height.toFixed(3)},${weight.toFixed(0)},${group ? "tall" : "short"}`;
    }),
  ].join("\n"),
);

Deno.test("a table is mapped by its columns, which count alike, and measured", async () => {
  const { maps: [map], page, remarks, data, count } = await made({
    ...{ data: table, settings: { "data.labelColumn": "group" } },
  });
  assertEquals([data, count, map.name], ["groups.csv", 40, "t-SNE of values"]);
  assert(map.neighbourAccuracy! > 0.9, `${map.neighbourAccuracy} beside their own group`);
  assert(map.trustworthiness! > 0.8 && map.continuity! > 0.8);
  assertEquals(page.names.slice(0, 2), ["1", "2"]);
  assertEquals(page.labels?.classNames?.toSorted(), ["short", "tall"]);
  assertEquals(page.thumbnails, undefined);
  // In the units of the data, whatever the map was made of.
  assertEquals(Object.keys(page.columns!), ["height", "weight"]);
  const { height, weight } = page.columns! as Record<string, Float32Array>;
  const [first] = (await Deno.readTextFile(table)).split("\n").slice(1);
  assertAlmostEquals(height[0], Number(first.split(",")[0]), 1e-3);
  assert(Math.abs(weight[0] - Number(first.split(",")[1])) < 1);
  assertMatch(
    remarks.join(" "),
    /Columns were brought to mean 0 and deviation 1\..*perplexity is 13/,
  );
});

Deno.test("data are read as their fields in a recipe say, empty cells and all", async () => {
  const holes = at("holes.csv");
  const rows = Array.from({ length: 24 }, (_, i) => `p${i},${i === 3 ? "" : i},${i * i}`);
  await putFile(holes, ["name,a,b", ...rows].join("\n"));
  await assertRejects(() => made({ data: holes }), Error, "data.columns.leave='[\"name\"]'");
  const { remarks, maps } = await made({
    ...{ data: holes, method: "pca" },
    settings: {
      ...{ "data.columns": { leave: ["name"] }, "data.missing": "mean", "data.scale": "robust" },
    },
  });
  assertEquals(maps[0].name, "PCA of values");
  assertMatch(remarks.join(" "), /1 empty cell is filled with the mean/);
  assert(!remarks.some((remark) => remark.includes("deviation 1")));
  const refuses = (settings: Record<string, unknown>, message: string) =>
    assertRejects(() => made({ data: table, settings }), TypeError, message);
  await refuses(
    { "model.codeSize": 2 },
    "Cannot set model.codeSize of a map: expected a field of data",
  );
  await refuses({ "data.scale": "none of these" }, "these fields of data: scale");
});

Deno.test("one seed makes one map, and fewer examples are drawn and said", async () => {
  const options = { data: table, count: 25, method: "umap", beside: "pca" } as const;
  const first = await made(options), second = await made(options);
  assertEquals(second, first);
  assertEquals(first.page.maps.map(({ name }) => name), ["UMAP of values", "PCA of values"]);
  assertEquals(first.page.maps[0].positions.length, 50);
  assertMatch(first.remarks.join(" "), /25 of the 40 examples are mapped, drawn by the seed/);
});

Deno.test("pictures of a folder are brought to one shape, and drawn where they lie", async () => {
  const picture = (width: number, height: number, value: number) =>
    encodeImageSheet({
      images: new Float32Array(width * height).fill(value),
      shape: [height, width, 1],
      ...{ columns: 1, gap: 0, range: [0, 1] },
    });
  for (let i = 0; i < 24; i++) {
    await putFile(
      at("photos", i % 2 ? "dark" : "light", `${i}.png`),
      await picture(9 + i, 20, i % 2 ? 0.1 : 0.9),
    );
  }
  const { page, remarks, maps } = await made({ data: at("photos"), method: "pca" });
  assertEquals(page.thumbnails?.shape, [24, 64, 64, 3]);
  assertEquals(page.names[0], "dark/1.png");
  assertEquals(maps[0].name, "PCA of pixels");
  assertMatch(remarks.join(" "), /24 of 24 pictures are brought to 64 × 64 \(pad\) and colour/);
});

Deno.test("texts are mapped by their words, with a line of each", async () => {
  const texts = at("texts.jsonl");
  const lines = Array.from(
    { length: 30 },
    (_, i) => ({ text: i % 2 ? `salt water ${i}` : `bread butter cheese\nof day ${i}` }),
  );
  await putFile(texts, lines.map((line) => JSON.stringify(line)).join("\n"));
  const { page, maps } = await made({ data: texts, method: "pca" });
  assertEquals(maps[0].name, "PCA of words");
  assertEquals(page.texts?.slice(0, 2), ["bread butter cheese", "salt water 1"]);
  assertEquals(page.labels, undefined);
});

Deno.test("codes of two values are places, and other codes and inputs can lie beside them", async () => {
  const points = writePoints(directory);
  const run = await trainSmall(directory, { name: points }, { name: "points" });
  const { page: { maps } } = await made({ run: run.directory, beside: "inputs" });
  assertEquals(maps.map(({ name }) => name), ["places of codes", "t-SNE of values"]);
  const { examples } = await readExamples(run, { data: undefined, split: "test" });
  await using autoencoder = await loadRun(run.directory);
  const { values } = await autoencoder.encode(wholeBatch(examples));
  assertEquals(maps[0].positions, values);
  const codes = at("codes.npy"), wide = new Float32Array(examples.count * 3);
  wide.forEach((_, i) => wide[i] = rng.normal());
  await putFile(codes, encodeNpy({ shape: [examples.count, 3], values: wide }));
  const other = await made({ run: run.directory, codes, method: "pca" });
  assertMatch(other.page.maps[0].caption, /^PCA of \d+ codes of 3 values/);
  await assertRejects(
    () => made({ run: run.directory, codes, method: "code" }),
    RangeError,
    "Cannot take codes of 3 values for places on a map: expected two; take tsne, umap or pca",
  );
  await assertRejects(
    () => made({ data: table, codes }),
    RangeError,
    `Cannot map groups.csv by ${codes}: it has ${examples.count} codes for 40 examples`,
  );
});

Deno.test("a query is marked where the encoder puts it, on a map of its codes alone", async () => {
  const texts = at("queries");
  for (let i = 0; i < 30; i++) {
    const words = i % 2 ? "rocket orbit launch moon" : "guitar drum song melody";
    await putFile(join(texts, i % 2 ? "space" : "music", `${i}.txt`), `${words} number ${i}`);
  }
  const run = await trainSmall(texts, { name: texts, text: { words: 20 } }, {
    name: "texts",
    model: { loss: "categorical-cross-entropy" },
  });
  const query = { by: "text", text: "a rocket to the moon, with zebras" } as const;
  const { page: { maps: [map] }, remarks } = await made({ run: run.directory, query });
  const [mark] = map.marks!;
  assertEquals(mark.name, '"a rocket to the moon, with zebras"');
  assertMatch(map.caption, /the cross is where the encoder puts "a rocket to the moon/);
  assertMatch(remarks.join(" "), /Left out of the query: zebras, not among the \d+ that/);
  await using autoencoder = await loadRun(run.directory);
  const { words } = autoencoder.preprocessor;
  const values = Float32Array.from(
    words!.vocabulary,
    (word) => Number(word === "rocket" || word === "moon") / 2,
  );
  const code = (await autoencoder.encode({ shape: [1, values.length], values })).values;
  assertAlmostEquals(mark.x, code[0], 1e-5);
  assertAlmostEquals(mark.y, code[1], 1e-5);
  await assertRejects(
    () => made({ run: run.directory, query, method: "pca" }),
    RangeError,
    "Cannot mark a query on this map: only one of codes of two values themselves has a place for it",
  );
  const empty = { by: "text", text: "of the" } as const;
  await assertRejects(
    () => made({ run: run.directory, query: empty }),
    RangeError,
    "function words",
  );
});

Deno.test("what cannot be mapped is refused in a sentence", async () => {
  const refuses = (
    options: Partial<MapOptions>,
    message: string,
    kind: typeof RangeError | typeof TypeError = RangeError,
  ) => assertRejects(() => made(options), kind, message);
  await refuses({}, "Cannot make a map of nothing: expected a run, or --data", TypeError);
  await refuses({ data: table, of: "codes" }, "Cannot map codes: there is no run");
  await refuses({ data: table, beside: "inputs" }, "Cannot map inputs beside inputs by one method");
  await refuses({ data: table, method: "pca", beside: "pca" }, "Cannot show one map beside itself");
  await putFile(at("two.csv"), "a,b\n1,2\n3,4\n");
  await refuses({ data: at("two.csv") }, "Cannot map 2 examples: expected at least three");
});
