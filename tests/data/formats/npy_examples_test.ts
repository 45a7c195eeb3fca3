import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { channelsLast } from "../../../src/data/formats/numpy/channels_last.ts";
import { decodeNpy, type NpyArray } from "../../../src/core/npy/npy.ts";
import { npyExamples } from "../../../src/data/formats/numpy/npy_examples.ts";
import { npyLabels, readNpyLabels } from "../../../src/data/formats/numpy/npy_labels.ts";
import { sizeOf } from "../../../src/core/shape.ts";
import { npy, npyBytes, npyHeader, npyText } from "./write_npy.ts";

const one = (array: NpyArray, name = "x") => npyExamples([{ array, name }]);
const bytes = (...shape: number[]): NpyArray => ({
  shape,
  values: Uint8Array.from({ length: sizeOf(shape) }, (_, i) => i),
});
const integers = (shape: number[], ...values: number[]): NpyArray => ({
  shape,
  values: Int32Array.from(values),
});
const floats = (shape: number[], ...values: number[]): NpyArray => ({
  shape,
  values: Float32Array.from(values),
});

Deno.test("npyExamples() takes the first axis as the examples", () => {
  const { examples: [images], remarks } = one(bytes(2, 2, 2));
  assertEquals(images, {
    shape: [2, 2, 1],
    count: 2,
    values: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7),
  });
  assertEquals(remarks, []);
  assertEquals(one(bytes(2, 5, 6, 3)).examples[0].shape, [5, 6, 3]);
  assertEquals(one(floats([2, 3], 1, 2, 3, 4, 5, 6)), {
    examples: [{ shape: [3], count: 2, values: Float32Array.of(1, 2, 3, 4, 5, 6) }],
    remarks: [],
  });
  assertThrows(() => one(integers([3], 1, 2, 3)), RangeError, "expected [N, D]");
  assertThrows(() => one(bytes(1, 1, 1, 1, 1)), RangeError, "[N, H, W] or [N, H, W, K]");
  assertThrows(
    () => one(floats([1, 2], 1, NaN), "x.npy"),
    RangeError,
    "Cannot use x.npy: value 2 of row 1 is NaN",
  );
  assertThrows(() => one(bytes(0, 2)), RangeError, "it holds no values");
});

Deno.test("images whose channels come first are turned, and it is said", () => {
  const { examples: [images], remarks } = one(bytes(1, 3, 5, 6), "a.npy");
  assertEquals(images.shape, [5, 6, 3]);
  // The pixel in row 1 and column 2 lies at 6 + 2 of each plane of 30.
  assertEquals([...images.values.subarray((6 + 2) * 3, (6 + 2) * 3 + 3)], [8, 38, 68]);
  assertEquals(remarks, [
    "a.npy of shape 1 × 3 × 5 × 6 holds its channels first: read as 5 × 6 × 3; " +
    "--layout channels-last reads it as it is",
  ]);
  const layout = "channels-last";
  assertEquals(npyExamples([{ array: bytes(1, 3, 5, 6), name: "a" }], { layout }), {
    examples: [{ shape: [3, 5, 6], count: 1, values: bytes(90).values }],
    remarks: [],
  });
});

Deno.test("a layout that shapes do not tell stays as it is, and it is said", () => {
  const cases: [shape: number[], read: number[], remark: string | undefined][] = [
    [[1, 5, 6, 1], [5, 6, 1], undefined],
    [[1, 5, 6, 3], [5, 6, 3], undefined],
    [[1, 1, 5, 6], [5, 6, 1], "holds its channels first"],
    [[1, 4, 5, 6], [5, 6, 4], "holds its channels first"],
    [[1, 3, 9, 3], [3, 9, 3], "is read as it is, as images of 3 channels; --layout channels-first"],
    [[1, 1, 9, 1], [1, 9, 1], "as images of 1 channel; --layout channels-first reads it as 9 × 1"],
    [[1, 3, 4, 6], [3, 4, 6], "as images of 6 channels"],
    [[1, 8, 9, 2], [8, 9, 2], "as images of 2 channels"],
  ];
  for (const [shape, read, expected] of cases) {
    const { array, remark = "" } = channelsLast(bytes(...shape), {}, "a");
    assertEquals(array.shape.slice(1), read);
    assertEquals(expected === undefined ? remark === "" : remark.includes(expected), true, remark);
    const chosen = channelsLast(bytes(...shape), { layout: "channels-first" }, "a");
    assertEquals(chosen.array.shape, [1, shape[2], shape[3], shape[1]]);
    assertEquals(chosen.remark, undefined);
  }
  assertEquals(channelsLast(bytes(2, 3), { layout: "channels-first" }, "a").array, bytes(2, 3));
});

Deno.test("images written in either layout and any type are read back equal", () => {
  const images = fc.record({
    channels: fc.constantFrom(1, 3, 4),
    height: fc.integer({ min: 5, max: 9 }),
    width: fc.integer({ min: 5, max: 9 }),
    type: fc.constantFrom("|u1", "<i2", ">i4", "<i8", ">u2"),
    seed: fc.integer({ min: 1, max: 250 }),
  });
  fc.assert(
    fc.property(images, ({ channels, height, width, type, seed }) => {
      const value = (h: number, w: number, c: number) => (seed + 7 * h + 31 * w + 101 * c) % 256;
      const last: number[] = [], first: number[] = [];
      for (let h = 0; h < height; h++) {
        for (let w = 0; w < width; w++) {
          for (let c = 0; c < channels; c++) last.push(value(h, w, c));
        }
      }
      for (let c = 0; c < channels; c++) {
        for (let h = 0; h < height; h++) {
          for (let w = 0; w < width; w++) first.push(value(h, w, c));
        }
      }
      const expected = {
        shape: [height, width, channels],
        count: 1,
        values: Uint8Array.from(last),
      };
      const read = (shape: number[], values: number[]) =>
        one(decodeNpy(npy(type, shape, values), "x")).examples[0];
      assertEquals(read([1, height, width, channels], last), expected);
      assertEquals(read([1, channels, height, width], first), expected);
    }),
    { numRuns: 100, seed: 1 },
  );
});

Deno.test("whole numbers of 0 to 255 in images are pixels, and it is said", () => {
  const { examples, remarks } = one(integers([1, 1, 3], 0, 7, 200), "a.npy");
  assertEquals(examples[0].values, Uint8Array.of(0, 7, 200));
  assertEquals(remarks, [
    "a.npy holds whole numbers of 0 to 200, which are read as pixels, value / 255; save it with " +
    "dtype=float32 for values that stand for themselves",
  ]);
  const cases: [number[], string | undefined][] = [
    [[0, 1], undefined],
    [[-1, 200], undefined],
    [[0, 256], "holds numbers of up to 256, which stand for themselves; divide by the largest"],
  ];
  for (const [values, remark] of cases) {
    const read = one(integers([1, 1, 2], ...values));
    assertEquals(read.examples[0].values, Float32Array.from(values));
    assertEquals(read.remarks.length, remark === undefined ? 0 : 1);
    assertEquals(read.remarks[0]?.includes(remark ?? "") ?? true, true);
  }
  // Those of a table stand for themselves.
  assertEquals(one(integers([1, 2], 0, 200)), {
    examples: [{ shape: [2], count: 1, values: Float32Array.of(0, 200) }],
    remarks: [],
  });
});

Deno.test("training and test images are read on one scale", () => {
  const array = (name: string, ...values: number[]) => ({
    array: integers([1, 1, 2], ...values),
    name,
  });
  const { examples } = npyExamples([array("a", 0, 200), array("b", 0, 1)]);
  assertEquals(examples[1].values, Uint8Array.of(0, 1));
  const { examples: others } = npyExamples([array("a", 0, 200), array("b", 0, 300)]);
  assertEquals(others[0].values, Float32Array.of(0, 200));
});

Deno.test("a scale that people may have meant otherwise is said", () => {
  const cases: [NpyArray, string | undefined][] = [
    [floats([1, 1, 2], 0, 1), undefined],
    [floats([1, 1, 2], 0, 1.2), undefined],
    [floats([1, 1, 2], -3, 9), undefined],
    [floats([1, 1, 2], 0, 1e4), undefined],
    [
      floats([1, 1, 2], 0, 254.5),
      "a holds numbers of up to 254.5, which stand for themselves; save",
    ],
    [
      { shape: [1, 2], values: Uint8Array.of(0, 9) },
      "a holds bytes, which are read as value / 255",
    ],
    [{ shape: [1, 1, 2], values: Uint8Array.of(0, 1) }, "a holds bytes of 0 and 1, which are read"],
    [{ shape: [1, 1, 2], values: Uint8Array.of(0, 9) }, undefined],
    [
      bytes(1, 5, 6, 4),
      "a holds images of 4 channels, all of which are read; leave the fourth out",
    ],
  ];
  for (const [array, expected] of cases) {
    const [remark] = one(array, "a").remarks;
    assertEquals(remark?.includes(expected ?? "nothing"), expected && true, remark);
  }
});

Deno.test("labels are whole numbers in a column, texts, or rows with a single 1", () => {
  const { labels } = npyLabels(integers([3], 3, -1, 7), "y");
  assertEquals(labels, Int32Array.of(3, -1, 7));
  assertEquals(npyLabels(bytes(2, 1), "y"), { labels: Int32Array.of(0, 1) });
  assertEquals(npyLabels(floats([2], 4, 5), "y"), { labels: Int32Array.of(4, 5) });
  assertEquals(npyLabels(floats([2, 3], 0, 0, 1, 1, 0, 0), "y.npy"), {
    labels: Int32Array.of(2, 0),
    remark:
      "y.npy holds a row of 3 values with a single 1 for each example: its place is read as " +
      "the label",
  });
  assertEquals(readNpyLabels(npyText("U", ["ant", "bee"]), "y").labels, ["ant", "bee"]);
  assertEquals(readNpyLabels(npy(">i8", [2, 1], [4, 5]), "y").labels, Int32Array.of(4, 5));
});

Deno.test("other arrays are refused as labels", () => {
  for (const values of [[0, 0, 1, 1], [1, 0, 0, 0], [1, 0, 0, 2]]) {
    assertThrows(
      () => npyLabels(integers([2, 2], ...values), "y"),
      RangeError,
      "Cannot use y of shape [2, 2] as labels: expected [N], [N, 1], or [N, K] with a single 1",
    );
  }
  assertThrows(() => npyLabels(floats([2], 1, 1.5), "y"), RangeError, "label 1 is 1.5");
  assertThrows(
    () => readNpyLabels(npyBytes(npyHeader("'<U1'", [1, 2]), new Uint8Array(8)), "y"),
    RangeError,
    "shape [1, 2] as labels",
  );
  assertThrows(
    () => readNpyLabels(npyBytes(npyHeader("'|O'", [1]), [0]), "y.npy"),
    SyntaxError,
    "Cannot read y.npy as NPY: it holds pickled Python objects, save it as whole numbers or with",
  );
});
