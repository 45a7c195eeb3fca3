import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { encode as encodePng } from "fast-png";
import { gzipSync, zipSync } from "fflate";
import { encode as encodeJpeg } from "jpeg-js";
import { readCifar } from "../../../src/data/formats/cifar.ts";
import { readCsv } from "../../../src/data/formats/csv.ts";
import { gunzip } from "../../../src/data/formats/gunzip.ts";
import { readIdxImages, readIdxLabels } from "../../../src/data/formats/idx.ts";
import { decodeImage } from "../../../src/data/formats/pictures/decode_image.ts";
import { pictureFile } from "./pictures/picture_files.ts";
import { readJsonLines } from "../../../src/data/formats/texts/json_lines.ts";
import { decodeNpy, encodeNpy } from "../../../src/core/npy/npy.ts";
import { npyExamples } from "../../../src/data/formats/numpy/npy_examples.ts";
import { readNpyLabels } from "../../../src/data/formats/numpy/npy_labels.ts";
import { readParquet } from "../../../src/data/formats/parquet/parquet.ts";
import { readNpz } from "../../../src/data/formats/numpy/npz.ts";
import { npyText } from "./write_npy.ts";
import { parquetFile } from "./write_parquet.ts";
import { denseExamples } from "../../../src/data/mod.ts";

type Values = { length: number; byteLength?: number };

interface Format {
  readonly file: Uint8Array;
  /** Reads the file and gives back what takes room. */
  readonly read: (bytes: Uint8Array<ArrayBuffer>, name: string) => Promise<Values> | Values;
  /** The multiple of its length that a file may take when read. */
  readonly expansion: number;
}

const text = (content: string) => new TextEncoder().encode(content);
const cells = (count: number) => Uint8Array.from({ length: count }, (_, i) => 37 * i);
const array = encodeNpy({ shape: [5, 3], values: Float32Array.from(cells(15)) });
const image = (channels: number) => ({ width: 9, height: 7, channels, data: cells(63 * channels) });
const readPixels: Format["read"] = async (bytes, name) => (await decodeImage(bytes, name)).values;

/** A small valid file of each format. */
const formats: Record<string, Format> = {
  "IDX images": {
    file: Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, ...cells(12)),
    read: (bytes, name) => readIdxImages(bytes, name).values,
    // Signed bytes take 32 bits each.
    expansion: 4,
  },
  "IDX labels": {
    file: Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 4, 1, 2, 3, 4),
    read: readIdxLabels,
    expansion: 4,
  },
  "CIFAR-10": {
    file: new Uint8Array(2 * 3073).fill(7),
    read: (bytes, name) => readCifar(bytes, name).examples.values,
    expansion: 1,
  },
  gzip: { file: gzipSync(cells(200)), read: gunzip, expansion: 1032 },
  NPY: {
    file: array,
    read: (bytes, name) =>
      npyExamples([{ array: decodeNpy(bytes, name), name }]).examples[0].values,
    expansion: 4,
  },
  "NPY of labels": {
    file: npyText("U", ["ant", "bee"]),
    read: (bytes, name) => readNpyLabels(bytes, name).labels,
    expansion: 4,
  },
  NPZ: {
    file: zipSync({
      "x_train.npy": array,
      "y_train.npy": npyText("S", ["a", "b", "c", "a", "b"]),
      "x_test.npy": [array, { level: 0 }],
    }),
    read: (bytes, name) => denseExamples(readNpz(bytes, name).train).values,
    expansion: 1032,
  },
  "grey PNG": { file: encodePng(image(1)), read: readPixels, expansion: 1032 },
  "colour PNG": { file: encodePng(image(4)), read: readPixels, expansion: 1032 },
  JPEG: {
    file: encodeJpeg({ width: 9, height: 7, data: cells(252) }, 60).data,
    read: readPixels,
    // A block of 64 pixels of three channels takes a bit at the least.
    expansion: 8 * 64 * 3,
  },
  // Each code of LZW stands for 4096 pixels of three channels at the most, and takes three bits.
  GIF: { file: pictureFile("gif"), read: readPixels, expansion: 4096 * 8 },
  BMP: { file: pictureFile("bmp, 24 bits"), read: readPixels, expansion: 8 * 3 },
  // A run is of 255 pixels, but what is skipped takes no more than a code.
  "BMP of runs": { file: pictureFile("grey bmp, runs"), read: readPixels, expansion: Infinity },
  TIFF: {
    file: pictureFile("tiff, LZW with differences"),
    read: readPixels,
    expansion: 4096 * 8,
  },
  "tiled TIFF": {
    file: pictureFile("tiff, deflated tiles"),
    read: readPixels,
    expansion: 1032 * 8,
  },
  // Nothing says how few bits an area of one colour takes: the bound is on the pixels.
  WebP: { file: pictureFile("webp"), read: readPixels, expansion: Infinity },
  "moving WebP": { file: pictureFile("moving webp"), read: readPixels, expansion: Infinity },
  CSV: {
    file: text("label,a,b\n1,2,3\n4,5,6\n"),
    read: async (bytes, name) => (await readCsv(bytes, name)).examples.values,
    expansion: 4,
  },
  // A run of one value takes a byte or two however long it is.
  Parquet: {
    file: parquetFile({
      a: [[0.5, null, 3], "FLOAT"],
      b: [[1n, 2n, 3n], "INT64"],
      label: [["x", "y", "x"], "STRING"],
    }),
    read: async (bytes, name) =>
      (await readParquet(bytes, name, { missing: "keep" })).examples.values,
    expansion: Infinity,
  },
  "JSON lines": {
    file: text('{"x": [1, 2], "label": 3}\n{"x": [3, 4], "label": 0}\n'),
    read: readJsonLines,
    expansion: 1,
  },
};

/** One damage: cut to a length, then bytes overwritten, then bytes added. */
const damage = fc.record({
  keep: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  writes: fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      byte: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 127, 128, 255)),
    }),
    { maxLength: 4 },
  ),
  tail: fc.uint8Array({ maxLength: 3 }),
});

for (const [format, { file, read, expansion }] of Object.entries(formats)) {
  Deno.test(`a damaged ${format} file is read or refused in one sentence that names it`, async () => {
    await read(Uint8Array.from(file), "whole");
    await fc.assert(
      fc.asyncProperty(damage, async ({ keep, writes, tail }) => {
        const bytes = Uint8Array.of(...file.subarray(0, Math.round(keep * file.length)), ...tail);
        for (const { at, byte } of writes) bytes[Math.floor(at * bytes.length)] = byte;
        try {
          const { length, byteLength = length } = await read(bytes, "some/file");
          assertEquals(byteLength <= expansion * bytes.length, true, `${byteLength} bytes read`);
        } catch (error) {
          const refused = error instanceof SyntaxError || error instanceof RangeError;
          assertEquals(refused, true, `${error} is neither a SyntaxError nor a RangeError`);
          const { message } = error as Error;
          assertEquals(/^Cannot [^\n]*some\/file[^\n]*[^.\n]$/.test(message), true, message);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });
}
