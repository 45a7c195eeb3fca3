/** The folder of an index: written, found again, refused where it is not whole. */
import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { checkFree, lockCollection } from "../../src/collections/collection_folder.ts";
import { openCollectionEncoder } from "../../src/collections/open_encoder.ts";
import { readCollection } from "../../src/collections/read_collection.ts";
import { openUnfinishedCodes } from "../../src/collections/unfinished_codes.ts";
import { writeCollection } from "../../src/collections/write_collection.ts";
import { bitsOf } from "../../src/retrieval/mod.ts";
import { inFolder } from "../in_folder.ts";
import { linearFiles } from "../inference/models.ts";

const files = linearFiles();
const model = {
  encoder: files["onnx/encoder_model.onnx"],
  preprocessor: files["preprocessor_config.json"],
};
const codes = { shape: [3, 2], values: Float32Array.of(1, 2, -3, 4, 0, 0.5) };
const items = [{ id: "a.png", label: "x" }, { id: "b.png", label: "y" }, { id: "ü\n", label: "x" }];
const facts = { data: "pictures", kind: "images", count: 3, classes: ["x", "y"] } as const;

const ofValues = {
  manifest: {
    ...facts,
    codes: { type: "values", size: 2, metric: "cosine" },
    range: [0, 1] as [number, number],
  } as const,
  items,
  codes,
  thumbnails: { shape: [3, 1, 2, 1], values: Uint8Array.of(0, 1, 2, 3, 4, 255) },
  ...model,
};

async function write(directory: string, whole: typeof ofValues): Promise<void> {
  using _lock = await lockCollection(directory);
  await writeCollection(directory, { ...whole, manifest: { ...whole.manifest, range: [0, 1] } });
}

Deno.test("an index of values is read as it was written, and its encoder runs", async () => {
  await inFolder(async (directory) => {
    const out = join(directory, "made/here");
    await write(out, ofValues);
    const { manifest: { files: _files, ...manifest }, ...read } = await readCollection(out);
    assertEquals(manifest, { format: 1, ...ofValues.manifest, range: [0, 1] });
    assertEquals([read.items, read.codes, read.thumbnails], [items, codes, ofValues.thumbnails]);
    await using encoder = await openCollectionEncoder({
      file: (path) => Promise.resolve(read.files.get(path)!),
    });
    assertEquals(encoder.codeSize, 2);
  });
});

Deno.test("an index of bits is read as it was written, without thumbnails where there are none", async () => {
  await inFolder(async (out) => {
    const bits = bitsOf(codes, { threshold: 0.5 });
    using _lock = await lockCollection(out);
    await writeCollection(out, {
      manifest: { ...facts, codes: { type: "bits", size: 2, threshold: 0.5 } },
      ...{ items, codes: bits, ...model },
    });
    const read = await readCollection(out);
    assertEquals([read.codes, read.thumbnails], [bits, undefined]);
    assertEquals(read.manifest.codes, { type: "bits", size: 2, threshold: 0.5 });
  });
});

Deno.test("a folder without an index, with half of one or with other files is refused in one sentence", async () => {
  await inFolder(async (directory) => {
    const refused = (out: string, sentence: string, kind: new () => Error = Error) =>
      assertRejects(() => readCollection(out), kind, `${sentence}`);
    const none = join(directory, "none");
    await refused(none, `Cannot search ${none}: it holds no index; "index RUN --out ${none}"`);
    const begun = join(directory, "begun");
    await Deno.mkdir(begun);
    await openUnfinishedCodes(begun, { encoder: "a", examples: "b", size: 2, batch: 2, count: 3 });
    await refused(begun, `Cannot search ${begun}: its indexing has not ended; the same command`);
    for (const path of ["codes.npy", "items.jsonl", "onnx/encoder_model.onnx"]) {
      const out = join(directory, "changed", path);
      await write(out, ofValues);
      const bytes = await Deno.readFile(join(out, path));
      bytes[bytes.length - 1] ^= 1;
      await Deno.writeFile(join(out, path), bytes);
      const end = "; index the data again";
      await refused(
        out,
        `Cannot search ${out}: ${path} is not the file that index.json tells of${end}`,
      );
      await Deno.remove(join(out, path));
      await refused(
        out,
        `Cannot search ${out}: it has no ${path}, which index.json lists${end}`,
      );
    }
    const later = join(directory, "later");
    await write(later, ofValues);
    const path = join(later, "index.json");
    const manifest = JSON.parse(await Deno.readTextFile(path));
    await Deno.writeTextFile(path, JSON.stringify({ ...manifest, format: 2 }));
    await refused(later, `Cannot use ${path}: format: expected 1, index the data`, TypeError);
    await Deno.writeTextFile(path, JSON.stringify({ ...manifest, count: 4 }));
    await refused(later, `Cannot search ${later}: items.jsonl is not for 4 items`);
    await Deno.writeTextFile(path, "{");
    await refused(later, `Cannot use ${path}: `, TypeError);
  });
});

Deno.test("only an empty folder, or one with the beginning of an index, is written into", async () => {
  await inFolder(async (directory) => {
    const whole = join(directory, "whole");
    await write(whole, ofValues);
    const refused = (out: string, why: string) =>
      assertRejects(
        () => lockCollection(out),
        Error,
        `Cannot index into ${out}: ${why}; choose another --out`,
      );
    await refused(whole, "it holds an index already");
    const other = join(directory, "other");
    await Deno.mkdir(other);
    await Deno.writeTextFile(join(other, "notes.txt"), "");
    await refused(other, "it is not empty");
    await refused(join(other, "notes.txt"), "it is not empty");
    const begun = join(directory, "begun");
    {
      using _lock = await lockCollection(begun);
      await assertRejects(() => lockCollection(begun), Error, "another command is writing there");
      await openUnfinishedCodes(begun, { encoder: "", examples: "", size: 1, batch: 1, count: 1 });
    }
    await Deno.writeTextFile(join(begun, "items.jsonl"), "");
    await checkFree(begun);
    await Deno.writeTextFile(join(begun, "notes.txt"), "");
    await refused(begun, "it is not empty");
  });
});

Deno.test("codes go on after the last whole batch, and begin again for another source", async () => {
  await inFolder(async (directory) => {
    const source = { encoder: "a", examples: "b", size: 2, batch: 2, count: 5 };
    const open = (more = {}) => openUnfinishedCodes(directory, { ...source, ...more });
    const first = await open();
    assertEquals([first.done, first.isAnew], [0, false]);
    await first.append(Float32Array.of(1, 2, 3, 4));
    // What a killed process wrote of the second batch: a code and a half.
    await Deno.writeFile(join(directory, "unfinished_codes.f32"), new Uint8Array(12), {
      append: true,
    });
    const second = await open();
    assertEquals([second.done, second.isAnew], [2, false]);
    await second.append(Float32Array.of(5, 6, 7, 8));
    await second.append(Float32Array.of(9, 10));
    assertEquals([...await second.read()], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assertEquals((await open()).done, 5);
    const third = await open({ examples: "c" });
    assertEquals([third.done, third.isAnew, (await third.read()).length], [0, true, 0]);
    await third.remove();
    assertEquals([...Deno.readDirSync(directory)], []);
  });
});
