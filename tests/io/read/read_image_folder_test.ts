import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import fc from "fast-check";
import { encode as encodePng } from "fast-png";
import { encode as encodeJpeg } from "jpeg-js";
import type { ImageOptions } from "../../../src/data/mod.ts";
import { describeShapes } from "../../../src/io/read/describe_shapes.ts";
import { imageRemarks } from "../../../src/io/read/image_remarks.ts";
import { readData } from "../../../src/io/read/read_data.ts";
import { readImageFolder } from "../../../src/io/read/read_image_folder.ts";
import { withFiles } from "../../with_files.ts";
import { denseExamples } from "../../../src/data/mod.ts";

const text = (content: string) => new TextEncoder().encode(content);
const grey = (...data: number[]) =>
  encodePng({ width: data.length, height: 1, channels: 1, data: Uint8Array.from(data) });
const square = (side: number, channels: 1 | 3, value: number) =>
  encodePng({
    ...{ width: side, height: side, channels },
    data: new Uint8Array(side * side * channels).fill(value),
  });

const read = (path: string, image?: ImageOptions) =>
  readImageFolder({ name: "f", path, format: "images" }, { image });

Deno.test("readData() takes subfolders of images for classes, and train and test for splits", async () => {
  await withFiles(
    { "c10/b.png": grey(2, 0), "c10/a.png": grey(1, 0), "c9/c.png": grey(3, 0) },
    async (root) => {
      const { train, test, classes, remarks } = await readData(root, { seed: 1 });
      assertEquals(classes, ["c9", "c10"]);
      assertEquals(train, {
        shape: [1, 2, 1],
        count: 3,
        values: Uint8Array.of(3, 0, 1, 0, 2, 0),
        labels: Int32Array.of(0, 1, 1),
        ids: ["c9/c.png", "c10/a.png", "c10/b.png"],
      });
      assertEquals([test, remarks], [undefined, undefined]);
    },
  );
  await withFiles({
    "train/3/a.png": grey(1),
    "train/7/b.png": grey(2),
    "test/7/c.png": grey(3),
    "val/7/d.png": grey(4),
  }, async (root) => {
    const { train, test, classes, remarks } = await readData(root, { seed: 1 });
    assertEquals([train.values, train.labels], [Uint8Array.of(1, 2), Int32Array.of(3, 7)]);
    assertEquals([test?.values, test?.labels], [Uint8Array.of(3), Int32Array.of(7)]);
    assertEquals([train.ids, test?.ids], [["train/3/a.png", "train/7/b.png"], ["test/7/c.png"]]);
    assertEquals(classes, undefined);
    assertEquals(remarks, [
      "Its val folder of 1 picture is left out: validation examples are drawn from train",
    ]);
  });
  await withFiles({ "a.png": grey(1), "b.png": grey(2) }, async (root) => {
    assertEquals((await readData(root, { seed: 1 })).train, {
      shape: [1, 1, 1],
      count: 2,
      values: Uint8Array.of(1, 2),
      ids: ["a.png", "b.png"],
    });
  });
});

Deno.test("readData() reads a single picture as a data set of one example", async () => {
  await withFiles({ "a.png": grey(1, 2), "b.png": grey(3) }, async (root) => {
    assertEquals(await readData(join(root, "a.png"), { seed: 1 }), {
      name: "a.png",
      train: { shape: [1, 2, 1], count: 1, values: Uint8Array.of(1, 2), ids: ["a.png"] },
    });
  });
});

Deno.test("readData() refuses images and folders that do not agree", async () => {
  await withFiles({ "a.png": grey(1), "cat/b.png": grey(2) }, async (root) => {
    await assertRejects(() => readData(root, { seed: 1 }), TypeError, "a.png lies beside class");
  });
  // Before anything is decoded, or the damaged file would come first.
  await withFiles({ "train/cat/a.png": text("no"), "test/b.png": grey(2) }, async (root) => {
    await assertRejects(() => readData(root, { seed: 1 }), TypeError, "only one of its splits");
  });
  await withFiles({ "a.png": text("no image") }, async (root) => {
    await assertRejects(() => readData(root, { seed: 1 }), SyntaxError, join(root, "a.png"));
  });
});

Deno.test("readImageFolder() says of mixed pictures how many kinds there are, and what makes them alike", async () => {
  const files = {
    "a.png": square(8, 1, 1),
    "b.png": square(8, 1, 2),
    "c.png": square(9, 1, 3),
    "d.png": square(80, 1, 4),
    "e.png": square(80, 1, 5),
  };
  await withFiles(files, async (root) => {
    const { message } = await assertRejects(() => read(root), RangeError);
    assertEquals(
      message,
      `Cannot train on pictures of 3 sizes: ${join(root, "a.png")} is 8 × 8 grey, ${
        join(root, "c.png")
      } is 9 × 9 grey; --set data.image.size=9 brings all to one size`,
    );
    const { train, remarks } = await read(root, { size: 9, fit: "crop" });
    assertEquals([train.shape, train.count], [[9, 9, 1], 5]);
    assertEquals(train.values, Uint8Array.from({ length: 405 }, (_, i) => 1 + Math.floor(i / 81)));
    assertEquals(remarks, ["4 of 5 pictures are brought to 9 × 9 (crop)"]);
  });
  await withFiles({ "a.png": square(80, 1, 1), "b.png": square(70, 3, 2) }, async (root) => {
    const { message } = await assertRejects(() => read(root), RangeError);
    assertEquals(
      message,
      `Cannot train on pictures of 2 sizes and two kinds (1 grey, 1 in colour): ${
        join(root, "a.png")
      } is 80 × 80 grey, ${
        join(root, "b.png")
      } is 70 × 70 in colour; --set data.image.size=64 brings all to one size and --set data.image.colour=grey makes all of them grey`,
    );
    await assertRejects(
      () => read(root, { size: 4, fit: "pad" }),
      RangeError,
      "Cannot train on pictures of two kinds (1 grey, 1 in colour)",
    );
    await assertRejects(
      () => read(root, { colour: "grey", fit: "pad" }),
      RangeError,
      "Cannot train on pictures of 2 sizes: ",
    );
    const { train, remarks } = await read(root, { size: [1, 2], colour: "colour", fit: "stretch" });
    assertEquals([train.shape, [...denseExamples(train).values]], [[1, 2, 3], [
      1,
      1,
      1,
      1,
      1,
      1,
      2,
      2,
      2,
      2,
      2,
      2,
    ]]);
    assertEquals(remarks, ["2 of 2 pictures are brought to 2 × 1 (stretch) and colour"]);
  });
});

Deno.test("describeShapes() measures from the heads of files, and stops where it is told to", async () => {
  await withFiles({ "a.png": square(8, 1, 1), "b.png": square(9, 3, 1) }, async (root) => {
    const files = ["a.png", "b.png"].map((name) => ({ path: join(root, name) }));
    const { message } = await describeShapes(files, { options: { size: 3, fit: "crop" } });
    assertEquals(message.includes("two kinds (1 grey, 1 in colour)"), true);
    const signal = AbortSignal.abort();
    assertEquals(await assertRejects(() => describeShapes(files, { signal })), signal.reason);
  });
});

Deno.test("readImageFolder() makes floats in [0, 1] of all pictures where one has 16 bits", async () => {
  const deep = encodePng({
    ...{ width: 2, height: 1, channels: 1, depth: 16 },
    data: Uint16Array.of(0, 1023),
  });
  await withFiles({ "a.png": grey(0, 51), "b.png": deep }, async (root) => {
    const { train, remarks } = await read(root);
    assertEquals(train.values, Float32Array.of(0, 0.2, 0, 1023 / 65535));
    assertEquals(remarks, [
      "1 of 2 pictures has 16 bits: all values are fractions of the most that their bits hold, the largest is 0.2",
    ]);
  });
});

Deno.test("readImageFolder() counts all that it turns and leaves out", async () => {
  const clear = encodePng({ width: 2, height: 1, channels: 2, data: Uint8Array.of(9, 0, 8, 255) });
  const jpeg = encodeJpeg({ width: 2, height: 1, data: new Uint8Array(8).fill(77) }, 90).data;
  await withFiles({
    "1.png": clear,
    "2.png": clear,
    "3.png": clear,
    "10.png": clear,
    "d.png": Uint8Array.from(jpeg),
    "e.heic": text(""),
    "f.HEIC": text(""),
    "notes.txt": text(""),
    "LICENSE": text("free"),
    "scan": clear,
    ".DS_Store": text(""),
  }, async (root) => {
    const { train, remarks } = await read(root, { colour: "grey", fit: "crop" });
    assertEquals(train.ids, ["1.png", "2.png", "3.png", "10.png", "d.png"]);
    assertEquals([...denseExamples(train).values.subarray(0, 4)], [255, 8, 255, 8]);
    assertEquals(remarks, [
      "Left out: 2 HEIC pictures (e.heic, f.HEIC), a format that is not read, save as PNG",
      "Left out: 2 files that are no pictures (LICENSE, notes.txt)",
      "Left out: 1 picture whose name has no ending (scan), end such names in .png or alike",
      "4 pictures are laid over white where they are transparent (1.png, 2.png, 3.png, …)",
      "1 picture is in another format than its name says, and is read by its first bytes (d.png)",
      "1 of 5 pictures is brought to grey",
    ]);
  });
});

const kind = fc.record({
  name: fc.constantFrom("cat/", "dog/", "train/", "val/", "").chain((folder) =>
    fc.integer({ min: 1, max: 12 }).map((number) => `${folder}${number}.png`)
  ),
  width: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 1, max: 3 }),
  channels: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
  depth: fc.constantFrom(8 as const, 8 as const, 16 as const),
});
const option = fc.option(
  fc.record({
    size: fc.constantFrom(undefined, 2, [1, 3] as const),
    fit: fc.constantFrom("crop" as const, "pad" as const, "stretch" as const),
    colour: fc.constantFrom(undefined, "grey" as const, "colour" as const),
  }),
  { nil: undefined },
);

Deno.test("readImageFolder() reads any pictures or refuses them in one sentence", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(kind, { selector: ({ name }) => name, minLength: 1, maxLength: 5 }),
      option,
      async (pictures, image) => {
        const files = pictures.map(({ name, ...head }) => {
          const size = head.width * head.height * head.channels;
          const data = head.depth === 16
            ? new Uint16Array(size).fill(30000)
            : new Uint8Array(size).fill(120);
          return [name, encodePng({ ...head, data })];
        });
        await withFiles(Object.fromEntries(files), async (root) => {
          try {
            const { train, test, remarks = [] } = await read(root, image);
            const count = train.count + (test?.count ?? 0);
            const leftOut = remarks.map((remark) =>
              Number(/(\d+) pictures? (?:is left out|beside)/.exec(remark)?.[1] ?? 0)
            );
            assertEquals(leftOut.reduce((sum, left) => sum + left, count), pictures.length);
            assertEquals(train.ids?.length, train.count);
            const { values } = denseExamples(train);
            assertEquals(values.length, train.count * train.shape.reduce((a, b) => a * b));
            const isFloat = values instanceof Float32Array;
            assertEquals(values.every((value) => value <= (isFloat ? 1 : 255)), true);
          } catch (error) {
            const refused = error instanceof TypeError || error instanceof RangeError;
            if (!refused) throw error;
            assertEquals(/^Cannot [^\n]*[^.\n]$/.test(error.message), true, error.message);
          }
        });
      },
    ),
    { numRuns: 150, seed: 1 },
  );
});

Deno.test("imageRemarks() has a sentence for one and for many of each note", () => {
  const all = { shape: [1, 1, 1], count: 2, values: Uint8Array.of(1, 2) };
  const base = { others: [], nameless: [], fitted: 0, options: undefined, deepCount: 0, all };
  assertEquals(imageRemarks({ ...base, noted: new Map() }), []);
  const notes = ["misnamed", "turned", "transparent", "moving", "pages", "cmyk"] as const;
  for (const note of notes) {
    const [one] = imageRemarks({ ...base, noted: new Map([[note, ["a"]]]) });
    const [many] = imageRemarks({ ...base, noted: new Map([[note, ["a", "b"]]]) });
    assertEquals([one.startsWith("1 picture "), one.endsWith(" (a)")], [true, true]);
    assertEquals([many.startsWith("2 pictures "), many.endsWith(" (a, b)")], [true, true]);
  }
});
