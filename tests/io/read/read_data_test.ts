import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { encode as encodePng } from "fast-png";
import { gzipSync, zipSync } from "fflate";
import { createRng } from "../../../src/core/rng.ts";
import { encodeNpy } from "../../../src/core/npy/npy.ts";
import { documents } from "../../../src/data/drawn/documents.ts";
import { strokes } from "../../../src/data/drawn/strokes.ts";
import { readData } from "../../../src/io/read/read_data.ts";
import { npy } from "../../data/formats/write_npy.ts";
import { withFiles } from "../../with_files.ts";
import { parquetFile } from "../../data/formats/write_parquet.ts";
import { denseExamples } from "../../../src/data/mod.ts";

const text = (content: string) => new TextEncoder().encode(content);

const images = (...values: number[]) =>
  Uint8Array.of(0, 0, 8, 3, 0, 0, 0, values.length, 0, 0, 0, 1, 0, 0, 0, 1, ...values);
const labels = (...values: number[]) =>
  Uint8Array.of(0, 0, 8, 1, 0, 0, 0, values.length, ...values);
const grey = (...data: number[]) =>
  encodePng({ width: data.length, height: 1, channels: 1, data: Uint8Array.from(data) });

Deno.test("readData() draws the strokes of a seed, as many as asked", async () => {
  const data = await readData("strokes", { seed: 7, trainCount: 20, testCount: 10 });
  assertEquals(data.train, strokes(20, createRng(7).fork("train")));
  assertEquals(data.test, strokes(10, createRng(7).fork("test")));
  assertEquals(data.classes?.length, 10);
});

Deno.test("readData() draws the documents of a seed, which have no labels", async () => {
  const data = await readData("documents", { seed: 7, trainCount: 20, testCount: 10 });
  assertEquals(data, {
    name: "documents",
    train: documents(20, createRng(7).fork("train")),
    test: documents(10, createRng(7).fork("test")),
  });
});

Deno.test("readData() reads a folder of IDX files, compressed or not, labelled or not", async () => {
  await withFiles({
    "train-images-idx3-ubyte.gz": gzipSync(images(10, 20, 30)),
    "train-labels-idx1-ubyte": labels(2, 1, 0),
    "t10k-images-idx3-ubyte": images(40),
  }, async (root) => {
    const { train, test } = await readData(root, { seed: 1 });
    assertEquals(train, {
      shape: [1, 1, 1],
      count: 3,
      values: Uint8Array.of(10, 20, 30),
      labels: Int32Array.of(2, 1, 0),
    });
    assertEquals(test, { shape: [1, 1, 1], count: 1, values: Uint8Array.of(40) });
  });
  await withFiles({
    "train-images-idx3-ubyte": images(1, 2),
    "train-labels-idx1-ubyte": labels(1),
  }, async (root) => {
    await assertRejects(
      () => readData(root, { seed: 1 }),
      RangeError,
      "Cannot label 2 examples with the 1 labels of",
    );
  });
  await withFiles({ "t10k-images-idx3-ubyte": images(1) }, async (root) => {
    await assertRejects(() => readData(root, { seed: 1 }), TypeError, "it has no train-images");
  });
});

Deno.test("readData() joins the CIFAR-10 batches of a folder and keeps the test batch apart", async () => {
  const record = (label: number) => new Uint8Array(3073).fill(label);
  await withFiles({
    "data_batch_2.bin": record(2),
    "data_batch_1.bin": record(1),
    "test_batch.bin": record(9),
  }, async (root) => {
    const { train, test, classes } = await readData(root, { seed: 1 });
    assertEquals([train.count, train.labels], [2, Int32Array.of(1, 2)]);
    assertEquals([test?.count, test?.labels], [1, Int32Array.of(9)]);
    assertEquals(classes?.[9], "truck");
    const single = await readData(join(root, "test_batch.bin"), { seed: 1 });
    assertEquals([single.train.count, single.test], [1, undefined]);
  });
});

Deno.test("readData() reads .npy, .npz, .csv, .parquet and .jsonl files, also compressed", async () => {
  const array = encodeNpy({ shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) });
  const train = { shape: [2], count: 2, values: Float32Array.of(1, 2, 3, 4) };
  await withFiles({
    "a.npy": array,
    "b.npy.gz": gzipSync(array),
    "c.npz": zipSync({ "x.npy": array }),
    "d.csv": text("1,2\n3,4\n"),
    "e.csv.gz": gzipSync(text("1,2\n3,4\n")),
    "f.jsonl": text('{"x": [1, 2]}\n{"x": [3, 4]}\n'),
    "g.parquet": parquetFile({ a: [[1, 3]], b: [[2, 4]] }),
  }, async (root) => {
    for (const name of ["a.npy", "b.npy.gz", "c.npz", "d.csv", "e.csv.gz", "f.jsonl"]) {
      assertEquals(await readData(join(root, name), { seed: 1 }), { name, train });
    }
    const columns = ["a", "b"];
    const name = "g.parquet";
    assertEquals(await readData(join(root, name), { seed: 1 }), { name, train, columns });
  });
});

Deno.test("readData() hands on how an array was read, and reads it as asked", async () => {
  const images = npy("|u1", [2, 3, 5, 6], Array.from({ length: 180 }, (_, i) => i));
  await withFiles({ "a.npy": images, "b.npz": zipSync({ "x.npy": images }) }, async (root) => {
    for (const name of ["a.npy", "b.npz"]) {
      const path = join(root, name);
      const { train, remarks } = await readData(path, { seed: 1 });
      assertEquals([train.shape, remarks?.length], [[5, 6, 3], 1]);
      assertEquals(remarks?.[0].includes(`${path}`), true);
      const asked = await readData(path, { seed: 1, layout: "channels-last" });
      assertEquals([asked.train.shape, asked.remarks], [[3, 5, 6], undefined]);
    }
  });
});

Deno.test("readData() reads a table as the options say, with its columns, ids and remarks", async () => {
  const table = "id\ta\tb\tlabel\n5\t0,5\t2\tx\n7\t\t4\ty\n9\t1,5\t6\tz\n";
  await withFiles({ "a.tsv": text(table), "b.tsv.gz": gzipSync(text(table)) }, async (root) => {
    for (const name of ["a.tsv", "b.tsv.gz"]) {
      const data = await readData(join(root, name), {
        seed: 1,
        missing: "drop",
        columns: { leave: ["b"] },
        trainCount: 2,
      });
      assertEquals(data, {
        name,
        train: {
          shape: [1],
          count: 2,
          values: Float32Array.of(0.5, 1.5),
          labels: Int32Array.of(0, 1),
          ids: ["5", "9"],
        },
        classes: ["x", "z"],
        columns: ["a"],
        remarks: [
          "Cells are taken to be separated by tabs and numbers to have a decimal comma, as in 0,5",
          'The column "id" numbers the rows and is left out; data.columns.take with "id" in its ' +
          "list takes it",
          'The column "label" is taken as the labels, of 2 classes',
          "1 of 3 rows has empty cells and is left out: row 3",
        ],
      });
    }
    await assertRejects(
      () => readData(join(root, "a.tsv"), { seed: 1 }),
      SyntaxError,
      `Cannot read ${join(root, "a.tsv")} as CSV: row 3, column "a" is empty; --set `,
    );
  });
});

Deno.test("readData() counts the words of a folder of texts, in the layout of 20 newsgroups", async () => {
  await withFiles({
    "20news-bydate-train/sci.space/1": text("From: x\n\nmoon moon orbit"),
    "20news-bydate-train/rec.autos/2": Uint8Array.of(0xe9, 0xe9, 0x20, 0x63, 0x61, 0x72),
    "20news-bydate-test/sci.space/3": text("From: moon\n\norbit"),
  }, async (root) => {
    const { train, test, classes, words } = await readData(root, { seed: 1 });
    assertEquals(words?.vocabulary, ["moon", "car", "orbit", "éé"]);
    assertEquals(classes, ["rec.autos", "sci.space"]);
    assertEquals(train.labels, Int32Array.of(0, 1));
    assertEquals(denseExamples(train).values, Float32Array.of(0, 0.5, 0, 0.5, 2 / 3, 0, 1 / 3, 0));
    assertEquals(denseExamples(test!).values, Float32Array.of(0, 0, 1, 0));
    const known = await readData(root, {
      seed: 1,
      words: { vocabulary: ["orbit"], weights: "counts" },
    });
    assertEquals(denseExamples(known.train).values, Float32Array.of(0, 1));
    assertEquals((await readData(root, { seed: 1, text: { words: 1 } })).words?.vocabulary, [
      "moon",
    ]);
  });
  await withFiles({
    "train/a/10.txt": text("ten"),
    "train/a/9.txt": text("nine"),
    "train/notes.md": text("# No text"),
    "val/a/1.txt": text("one"),
  }, async (root) => {
    const { train, test, remarks } = await readData(root, {
      seed: 1,
      words: { vocabulary: ["nine", "ten"], weights: "counts" },
    });
    assertEquals([denseExamples(train).values, test?.count], [Float32Array.of(1, 0, 0, 1), 1]);
    assertEquals([train.ids, test?.ids], [["train/a/9.txt", "train/a/10.txt"], ["val/a/1.txt"]]);
    assertEquals(remarks, [
      "Its val folder of 1 text is the test part, since there is no test folder",
      "Left out: 1 file of other kinds (train/notes.md)",
      "1 of 3 texts has none of the words that are counted, and is all zeros (val/a/1.txt)",
    ]);
  });
});

Deno.test("readData() reads no more files of a folder once its signal is aborted", async () => {
  const signal = AbortSignal.abort();
  for (const [name, bytes] of [["a.png", grey(1, 2)], ["a.txt", text("one two")]] as const) {
    await withFiles({ [name]: bytes }, async (root) => {
      const reason = await assertRejects(() => readData(root, { seed: 1, signal }));
      assertEquals(reason, signal.reason);
      assertEquals((await readData(root, { seed: 1 })).train.count, 1);
    });
  }
});

Deno.test("readData() keeps at most the wanted number of examples, one choice for one seed", async () => {
  const content = Array.from({ length: 50 }, (_, i) => i).join("\n");
  await withFiles({ "a.csv": text(content) }, async (root) => {
    const path = join(root, "a.csv");
    const few = (seed: number) => readData(path, { seed, trainCount: 5 });
    const { train } = await few(1);
    assertEquals(train.count, 5);
    const { values } = denseExamples(train);
    assertEquals(values, values.slice().sort());
    assertEquals(await few(1), await few(1));
    assertEquals(String(denseExamples((await few(2)).train).values) === String(values), false);
    assertEquals((await readData(path, { seed: 1, trainCount: 51 })).train.count, 50);
    for (const trainCount of [0, -1, 1.5, NaN]) {
      await assertRejects(
        () => readData(path, { seed: 1, trainCount }),
        RangeError,
        `Cannot read ${trainCount} examples`,
      );
    }
  });
});

Deno.test("readData() counts examples of the wanted classes alone, and numbers them among all", async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i},${["cat", "dog", "emu"][i % 3]}`);
  await withFiles({ "a.csv": text(["value,label", ...rows].join("\n")) }, async (root) => {
    const read = (trainCount?: number) =>
      readData(join(root, "a.csv"), {
        seed: 1,
        classes: { leave: ["dog"] },
        isNumbered: true,
        ...(trainCount !== undefined && { trainCount }),
      });
    const { train, classes } = await read(15);
    assertEquals([train.count, classes], [15, ["cat", "dog", "emu"]]);
    assertEquals(train.ids, [...denseExamples(train).values].map((value) => String(value + 1)));
    assertEquals([...denseExamples(train).values].filter((value) => value % 3 === 1), []);
    assertEquals([(await read()).train.count, (await read(41)).train.count], [40, 40]);
  });
});

Deno.test("readData() draws until as many examples are of the wanted classes", async () => {
  for (const [classes, drawn] of [[{ take: ["4"] }, 70], [{ leave: ["4"] }, 10]] as const) {
    const data = await readData("strokes", { seed: 7, classes, trainCount: 7, testCount: 3 });
    assertEquals([data.train.count, data.test!.count], [7, 3]);
    assertEquals(data.train.labels!.some((label) => (label === 4) !== "take" in classes), false);
    const all = strokes(drawn, createRng(7).fork("train"));
    const known = Array.from({ length: drawn }, (_, i) => pixels(all.values, i));
    const found = Array.from({ length: 7 }, (_, i) => pixels(denseExamples(data.train).values, i));
    assertEquals(found.filter((each) => !known.includes(each)), []);
  }
  const seven = await readData("strokes", { seed: 7, trainCount: 7, testCount: 3 });
  assertEquals(seven.train, strokes(7, createRng(7).fork("train")));
  const every = { classes: { take: ["4"] }, seed: 7, testCount: 1 };
  assertEquals((await readData("strokes", every)).train.count, 2000);
  await assertRejects(
    () => readData("strokes", { ...every, trainCount: 3, classes: { take: ["x"] } }),
    RangeError,
    "Cannot choose classes of strokes: x is none of them; expected some of 0, 1, 2",
  );
  await assertRejects(
    () => readData("documents", { ...every, trainCount: 3 }),
    RangeError,
    "Cannot choose classes of documents: its examples have no labels",
  );
});

/** The pixels of image i, to be compared. */
function pixels(values: ArrayLike<number>, i: number): string {
  return Array.from({ length: 784 }, (_, at) => values[784 * i + at]).join();
}
