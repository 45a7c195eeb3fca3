import { assertEquals, assertThrows } from "@std/assert";
import { zipSync } from "fflate";
import { decodeBase64 } from "./base64.ts";
import { encodeNpy } from "../../../src/data/formats/npy.ts";
import { readNpz } from "../../../src/data/formats/npz.ts";

// Written by NumPy 2.4.6: numpy.savez_compressed(file, x_train=numpy.arange(12, dtype="u1")
//   .reshape(3, 2, 2), y_train=numpy.array([0, 1, 2], "u1"),
//   x_test=numpy.array([[[9, 8], [7, 6]]], "u1"), y_test=numpy.array([1], "i8"))
const FOUR =
  "UEsDBC0AAAAIAAAAIQCaCbEc//////////8LABQAeF90cmFpbi5ucHkBABAAjAAAAAAAAABUAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CkZApKmjUKtAHuBiYGRiZmFlY+fg5OIGAFBLAwQtAAAACAAAACEASOpm7P//////////CwAUAHlfdHJhaW4ubnB5AQAQAIMAAAAAAAAARwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBeU2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFAAuBkYmAFBLAwQtAAAACAAAACEAh66yFf//////////CgAUAHhfdGVzdC5ucHkBABAAhAAAAAAAAABMAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GoY6CkZApKmjUKtAHuDi5GBnAwBQSwMELQAAAAgAAAAhAD6aFF7//////////woAFAB5X3Rlc3QubnB5AQAQAIgAAAAAAAAASAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mhrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RqGOpo6CrUKFAAuRgYIAABQSwECLQMtAAAACAAAACEAmgmxHFQAAACMAAAACwAAAAAAAAAAAAAAgAEAAAAAeF90cmFpbi5ucHlQSwECLQMtAAAACAAAACEASOpm7EcAAACDAAAACwAAAAAAAAAAAAAAgAGRAAAAeV90cmFpbi5ucHlQSwECLQMtAAAACAAAACEAh66yFUwAAACEAAAACgAAAAAAAAAAAAAAgAEVAQAAeF90ZXN0Lm5weVBLAQItAy0AAAAIAAAAIQA+mhReSAAAAIgAAAAKAAAAAAAAAAAAAACAAZ0BAAB5X3Rlc3QubnB5UEsFBgAAAAAEAAQA4gAAACECAAAAAA==";
// numpy.savez(file, numpy.arange(6.).reshape(3, 2))
const ONE =
  "UEsDBC0AAAAAAAAAIQCOE9Q0//////////8JABQAYXJyXzAubnB5AQAQALAAAAAAAAAAsAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgAAAAAAAAAAAAAAAAAA8D8AAAAAAAAAQAAAAAAAAAhAAAAAAAAAEEAAAAAAAAAUQFBLAQItAy0AAAAAAAAAIQCOE9Q0sAAAALAAAAAJAAAAAAAAAAAAAACAAQAAAABhcnJfMC5ucHlQSwUGAAAAAAEAAQA3AAAA6wAAAAAA";

const array = (...values: number[]) =>
  encodeNpy({ shape: [values.length, 1], values: Float32Array.from(values) });

Deno.test("readNpz() reads training and test images with their labels as NumPy saved them", () => {
  assertEquals(readNpz(decodeBase64(FOUR), "a.npz"), {
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
