import { assertEquals, assertThrows } from "@std/assert";
import { zipSync } from "fflate";
import { decodeBase64 } from "./base64.ts";
import { encodeNpy } from "../../../src/core/npy/npy.ts";
import { readNpz } from "../../../src/data/formats/numpy/npz.ts";
import {
  isLabelName,
  isValidation,
  rolesByName,
} from "../../../src/data/formats/numpy/npz_roles.ts";
import { readNpzLabels } from "../../../src/data/formats/numpy/npz_labels.ts";
import { unzipArrays } from "../../../src/data/formats/numpy/unzip_arrays.ts";
import { npy, npyBytes, npyHeader, npyText } from "./write_npy.ts";

// Written by NumPy 2.4.6: numpy.savez_compressed(file, x_train=numpy.arange(12, dtype="u1")
//   .reshape(3, 2, 2), y_train=numpy.array([0, 1, 2], "u1"),
//   x_test=numpy.array([[[9, 8], [7, 6]]], "u1"), y_test=numpy.array([1], "i8"))
const FOUR =
  "UEsDBC0AAAAIAAAAIQCaCbEc//////////8LABQAeF90cmFpbi5ucHkBABAAjAAAAAAAAABUAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CkZApKmjUKtAHuBiYGRiZmFlY+fg5OIGAFBLAwQtAAAACAAAACEASOpm7P//////////CwAUAHlfdHJhaW4ubnB5AQAQAIMAAAAAAAAARwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBeU2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFAAuBkYmAFBLAwQtAAAACAAAACEAh66yFf//////////CgAUAHhfdGVzdC5ucHkBABAAhAAAAAAAAABMAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GoY6CkZApKmjUKtAHuDi5GBnAwBQSwMELQAAAAgAAAAhAD6aFF7//////////woAFAB5X3Rlc3QubnB5AQAQAIgAAAAAAAAASAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mhrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RqGOpo6CrUKFAAuRgYIAABQSwECLQMtAAAACAAAACEAmgmxHFQAAACMAAAACwAAAAAAAAAAAAAAgAEAAAAAeF90cmFpbi5ucHlQSwECLQMtAAAACAAAACEASOpm7EcAAACDAAAACwAAAAAAAAAAAAAAgAGRAAAAeV90cmFpbi5ucHlQSwECLQMtAAAACAAAACEAh66yFUwAAACEAAAACgAAAAAAAAAAAAAAgAEVAQAAeF90ZXN0Lm5weVBLAQItAy0AAAAIAAAAIQA+mhReSAAAAIgAAAAKAAAAAAAAAAAAAACAAZ0BAAB5X3Rlc3QubnB5UEsFBgAAAAAEAAQA4gAAACECAAAAAA==";
// numpy.savez(file, numpy.arange(6.).reshape(3, 2))
const ONE =
  "UEsDBC0AAAAAAAAAIQCOE9Q0//////////8JABQAYXJyXzAubnB5AQAQALAAAAAAAAAAsAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgAAAAAAAAAAAAAAAAAA8D8AAAAAAAAAQAAAAAAAAAhAAAAAAAAAEEAAAAAAAAAUQFBLAQItAy0AAAAAAAAAIQCOE9Q0sAAAALAAAAAJAAAAAAAAAAAAAACAAQAAAABhcnJfMC5ucHlQSwUGAAAAAAEAAQA3AAAA6wAAAAAA";

/** Rows of one value. */
const array = (...values: number[]) =>
  encodeNpy({ shape: [values.length, 1], values: Float32Array.from(values) });

Deno.test("readNpz() reads training and test images with their labels as NumPy saved them", () => {
  assertEquals(readNpz(decodeBase64(FOUR), "a.npz"), {
    names: { train: "a.npz/x_train.npy", test: "a.npz/x_test.npy" },
    train: {
      shape: [2, 2, 1],
      count: 3,
      values: Uint8Array.from({ length: 12 }, (_, i) => i),
      labels: Int32Array.of(0, 1, 2),
    },
    test: {
      shape: [2, 2, 1],
      count: 1,
      values: Uint8Array.of(9, 8, 7, 6),
      labels: Int32Array.of(1),
    },
  });
});

Deno.test("readNpz() takes a single array of any name for the training examples", () => {
  assertEquals(readNpz(decodeBase64(ONE), "a.npz"), {
    train: { shape: [2], count: 3, values: Float32Array.of(0, 1, 2, 3, 4, 5) },
    names: { train: "a.npz/arr_0.npy" },
  });
  assertEquals(
    readNpz(zipSync({ "train.npy": array(1), "test.npy": array(2) }), "a").test?.count,
    1,
  );
});

Deno.test("readNpz() refuses other files, other names and labels that do not match", () => {
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(10), "Cannot read a.npz as NPZ: it is not a zip file"],
    [decodeBase64(FOUR).subarray(0, 700), "Cannot read a.npz as NPZ: it is not a zip file"],
    [zipSync({ "a.npy": array(1), "b.npy": array(2) }), "none of its arrays is called x_train"],
    [zipSync({ "a.txt": new Uint8Array(3) }), "none of its arrays is called x_train"],
    [zipSync({ "x.npy": new Uint8Array(20) }), "Cannot read a.npz/x.npy as NPY"],
  ];
  for (const [bytes, message] of cases) {
    assertThrows(() => readNpz(bytes, "a.npz"), SyntaxError, message);
  }
  assertThrows(
    () => readNpz(zipSync({ "x.npy": array(1, 2), "y.npy": array(0) }), "a.npz"),
    RangeError,
    "Cannot label 2 examples with the 1 labels of a.npz/y.npy",
  );
});

Deno.test("readNpz() refuses what would take too much room before it takes any", () => {
  const bomb = zipSync({ "x.npy": new Uint8Array(100_000) });
  assertThrows(
    () => readNpz(bomb, "a.npz", { limit: 99_999 }),
    RangeError,
    "Cannot read a.npz as NPZ: its arrays take more than 99999 bytes",
  );
  // The directory claims a gigabyte: 24 bytes into its entry, little-endian.
  const entry = bomb.findLastIndex((_, i) => bomb[i] === 0x50 && bomb[i + 2] === 1);
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(entry + 24, 2 ** 30, true);
  assertThrows(() => readNpz(bomb, "a.npz"), SyntaxError, "damaged");
});

/** An .npz file of these arrays. */
const npz = (arrays: Record<string, Uint8Array>) =>
  zipSync(Object.fromEntries(Object.entries(arrays).map(([name, file]) => [`${name}.npy`, file])));
const rows = (count: number) =>
  npy("<f4", [count, 2], Array.from({ length: 2 * count }, (_, i) => i / 2));
const labels = (...values: number[]) => npy("<i8", [values.length], values);
const counts = (file: Uint8Array) => {
  const { train, test } = readNpz(file, "a.npz");
  return [train.count, train.labels && [...train.labels], test?.count, test?.labels?.length];
};

Deno.test("the usual names of arrays are found in either order and case", () => {
  const spellings = [
    ["X_train", "Y_train", "X_test", "Y_test"],
    ["train_x", "train_y", "test_x", "test_y"],
    ["trainX", "trainY", "testX", "testY"],
    ["train_images", "train_labels", "test_images", "test_labels"],
    ["images_train", "labels_train", "images_test", "labels_test"],
    ["train_data", "train_labels", "test_data", "test_labels"],
    ["Training", "y_train", "Testing", "y_test"],
    ["some/x_train", "some/y_train", "some/x_test", "some/y_test"],
  ];
  for (const [train, trainLabels, test, testLabels] of spellings) {
    const roles = rolesByName([testLabels, test, trainLabels, train]);
    assertEquals(roles, { train, trainLabels, test, testLabels });
  }
  for (const [train, trainLabels] of [["X", "y"], ["data", "target"], ["images", "labels"]]) {
    const roles = rolesByName([trainLabels, train]);
    assertEquals([roles?.train, roles?.trainLabels], [train, trainLabels]);
  }
  assertEquals(rolesByName(["a", "b"]), undefined);
  assertEquals([isValidation("X_val"), isValidation("val_labels"), isValidation("x")], [
    true,
    true,
    false,
  ]);
  assertEquals([isLabelName("val_labels"), isLabelName("x_val")], [true, false]);
});

Deno.test("readNpz() says which arrays it passes over, and counts them", () => {
  const { train, remarks } = readNpz(
    npz({
      x_train: rows(4),
      y_train: labels(0, 1, 0, 1),
      x_val: rows(3),
      y_val: labels(0, 1, 0),
      mean: npy("<f8", [2], [1, 2]),
      classes: npyText("U", ["a", "b"]),
      broken: new Uint8Array(3),
    }),
    "a.npz",
  );
  assertEquals(train.count, 4);
  assertEquals(remarks, [
    "a.npz: the 3 validation examples x_val [3, 2], y_val [3] are passed over, as validation " +
    "examples are held out of the training examples",
    "a.npz: the arrays mean [2], classes [2], broken are left out",
  ]);
  assertEquals(readNpz(npz({ x: rows(1), y: labels(3) }), "a.npz").remarks, undefined);
});

Deno.test("readNpz() tells arrays that are named by their places from their shapes", () => {
  const [x, y, tx, ty] = [rows(3), labels(0, 1, 2), rows(2), labels(1, 1)];
  const read = (...arrays: Uint8Array[]) =>
    npz(Object.fromEntries(arrays.map((array, i) => [`arr_${i}`, array])));
  assertEquals(counts(read(x, y)), [3, [0, 1, 2], undefined, undefined]);
  assertEquals(readNpz(read(x, y), "a.npz").remarks, [
    "a.npz: arr_0 is read as the examples, arr_1 as their labels",
  ]);
  assertEquals(counts(read(x, npy("<f4", [3, 1], [2, 1, 0]))), [
    3,
    [2, 1, 0],
    undefined,
    undefined,
  ]);
  assertEquals(counts(read(x, y, tx, ty)), [3, [0, 1, 2], 2, 2]);
  assertEquals(counts(read(x, tx, y, ty)), [3, [0, 1, 2], 2, 2]);
  assertEquals(readNpz(read(x, tx, y, ty), "a.npz").remarks, [
    "a.npz: arr_0 is read as the training examples, arr_2 as their labels, arr_1 as the test " +
    "examples, arr_3 as theirs",
  ]);
  for (const arrays of [[x, tx], [x, ty], [x, npy("<f4", [3], [0.5, 1, 2])], [x, y, y], [y, x]]) {
    assertThrows(
      () => readNpz(read(...arrays), "a.npz"),
      SyntaxError,
      "none of its arrays is called x_train",
    );
  }
});

Deno.test("readNpz() lists the arrays that it can make nothing of", () => {
  assertThrows(
    () => readNpz(npz({ a: rows(2), b: labels(1), "c\nd": new Uint8Array(1) }), "a.npz"),
    SyntaxError,
    "Cannot read a.npz/c d.npy as NPY",
  );
  assertThrows(
    () => readNpz(npz({ a: rows(2), b: labels(1) }), "a.npz"),
    SyntaxError,
    "Cannot read a.npz as NPZ: none of its arrays is called x_train, train_images, x, data or the " +
      "like, it holds a [2, 2], b [1]; save the examples as x_train",
  );
  const many = Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`a${i}`, rows(1)]));
  assertThrows(() => readNpz(npz(many), "a.npz"), SyntaxError, "a11 [1, 2] and 3 more; save");
  assertThrows(() => readNpz(zipSync({}), "a.npz"), SyntaxError, "it holds no arrays; save");
});

Deno.test("readNpz() indexes the texts of training and test labels as one list of classes", () => {
  const { train, test, classes } = readNpz(
    npz({
      x_train: rows(3),
      y_train: npyText("U", ["bee", "ant", "bee"]),
      x_test: rows(2),
      y_test: npyText("S", ["cow", "bee"]),
    }),
    "a.npz",
  );
  assertEquals(classes, ["ant", "bee", "cow"]);
  assertEquals([train.labels, test?.labels], [Int32Array.of(1, 0, 1), Int32Array.of(2, 1)]);
});

Deno.test("readNpz() reads labels that are floats, or rows with a single 1, and leaves out fractions", () => {
  const read = (y: Uint8Array) => readNpz(npz({ x: rows(2), y }), "a.npz");
  assertEquals(read(npy("<f8", [2], [3, 1])).train.labels, Int32Array.of(3, 1));
  const { train, remarks } = read(npy("|u1", [2, 2], [0, 1, 1, 0]));
  assertEquals(train.labels, Int32Array.of(1, 0));
  assertEquals(
    remarks?.[0].startsWith("a.npz/y.npy holds a row of 2 values with a single 1"),
    true,
  );
  const regression = read(npy("<f8", [2], [0.5, 1]));
  assertEquals([regression.train.labels, regression.remarks], [undefined, [
    "a.npz/y.npy holds fractions, which are no labels: it is left out",
  ]]);
});

Deno.test("readNpz() names the classes of negative labels by their values, and says so", () => {
  const { train, test, classes, remarks } = readNpz(
    npz({
      x_train: rows(3),
      y_train: labels(1, -1, 1),
      x_test: rows(1),
      y_test: npy("<f4", [1], [-1]),
    }),
    "a.npz",
  );
  assertEquals(classes, ["-1", "1"]);
  assertEquals([train.labels, test?.labels], [Int32Array.of(1, 0, 1), Int32Array.of(0)]);
  assertEquals(remarks, [
    "a.npz/y_train.npy holds labels that are not within 0 to 65535: each number is read as the name " +
    "of a class (-1, 1)",
  ]);
  const brain = npyBytes(npyHeader("'bfloat16'", [2]), [0x00, 0x3f, 0x80, 0x3f]);
  assertEquals(readNpz(npz({ x: rows(2), y: brain }), "a.npz").train.labels, undefined);
});

Deno.test("readNpzLabels() spells numbers where the labels beside them are texts", () => {
  const { parts: [train, none, test], classes, remarks } = readNpzLabels([
    [labels(2, 10), "a"],
    undefined,
    [npyText("U", ["ant", "2"]), "b"],
  ]);
  assertEquals(classes, ["10", "2", "ant"]);
  assertEquals([train?.labels, none, test?.labels, remarks], [
    Int32Array.of(1, 0),
    undefined,
    Int32Array.of(2, 1),
    [],
  ]);
});

Deno.test("readNpz() names an array of pickled objects", () => {
  const objects = npyBytes(npyHeader("'|O'", [2]), [0x80, 4]);
  assertThrows(
    () => readNpz(npz({ x_train: objects, y_train: labels(0, 1) }), "a.npz"),
    SyntaxError,
    "Cannot read a.npz/x_train.npy as NPY: it holds pickled Python objects, save it with",
  );
});

Deno.test("readNpz() reads images in the layout that is asked for", () => {
  const images = npy("|u1", [1, 3, 5, 6], Array.from({ length: 90 }, (_, i) => i));
  const file = npz({ x_train: images, x_test: images });
  const { train, test, remarks } = readNpz(file, "a.npz");
  assertEquals([train.shape, test?.shape, remarks?.length], [[5, 6, 3], [5, 6, 3], 1]);
  const asked = readNpz(file, "a.npz", { layout: "channels-last" });
  assertEquals([asked.train.shape, asked.remarks], [[3, 5, 6], undefined]);
});

Deno.test("readNpz() names an array that is compressed in another way, or encrypted", () => {
  /** A zip file whose entry says so in its own header and in the directory. */
  const patched = (at: number, value: number) => {
    const file = npz({ x: rows(2) });
    const view = new DataView(file.buffer, file.byteOffset);
    const entry = file.findLastIndex((_, i) => file[i] === 0x50 && file[i + 2] === 1);
    view.setUint16(at, value, true);
    view.setUint16(entry + at + 2, value, true);
    return file;
  };
  const methods: [number, string][] = [
    [9, "Deflate64"],
    [12, "bzip2"],
    [14, "LZMA"],
    [93, "Zstandard"],
    [95, "XZ"],
    [98, "method 98"],
  ];
  for (const [method, name] of methods) {
    assertThrows(
      () => readNpz(patched(8, method), "a.npz"),
      SyntaxError,
      `Cannot read a.npz as NPZ: its x.npy is compressed by ${name}, save with np.savez_compressed`,
    );
  }
  assertThrows(
    () => readNpz(patched(6, 1), "a.npz"),
    SyntaxError,
    "Cannot read a.npz as NPZ: its x.npy is encrypted, save with np.savez_compressed",
  );
});

Deno.test("unzipArrays() passes over what is no array, and the shadows of files from a Mac", () => {
  const file = zipSync({
    "x.npy": rows(1),
    "a.txt": new Uint8Array(2),
    "__MACOSX/._x.npy": new Uint8Array(2),
  });
  assertEquals([...unzipArrays(file, "a.npz", 1e6).keys()], ["x"]);
});

Deno.test("unzipArrays() refuses an array whose checksum does not fit", () => {
  const file = zipSync({ "x.npy": [rows(1), { level: 0 }] });
  const at = file.findIndex((_, i) => String(file.subarray(i, i + 4)) === "0,0,0,63");
  file[at]++;
  assertThrows(
    () => unzipArrays(file, "a.npz", 1e6),
    SyntaxError,
    "Cannot read a.npz as NPZ: its x.npy is damaged, as its checksum shows, save or fetch it again",
  );
});
