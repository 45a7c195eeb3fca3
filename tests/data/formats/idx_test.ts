import { assertEquals, assertThrows } from "@std/assert";
import { readIdxImages, readIdxLabels } from "../../../src/data/formats/idx.ts";

/** An IDX file: magic and sizes big-endian, then the bytes. */
function idx(magic: number, sizes: number[], values: number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 4 * sizes.length + values.length);
  const view = new DataView(bytes.buffer);
  [magic, ...sizes].forEach((word, i) => view.setUint32(4 * i, word));
  bytes.set(values, 4 + 4 * sizes.length);
  return bytes;
}

Deno.test("readIdxImages() gives an array [N, H, W] of the bytes in file order", () => {
  const values = Array.from({ length: 12 }, (_, i) => i * 20);
  assertEquals(readIdxImages(idx(2051, [2, 2, 3], values), "x"), {
    shape: [2, 2, 3],
    values: Uint8Array.from(values),
  });
});

Deno.test("readIdxImages() reads a view into a longer buffer", () => {
  const file = idx(2051, [1, 1, 2], [7, 8]);
  const buffer = new Uint8Array(file.length + 10);
  buffer.set(file, 5);
  assertEquals(
    readIdxImages(buffer.subarray(5, 5 + file.length), "x").values,
    Uint8Array.of(7, 8),
  );
});

Deno.test("readIdxImages() reads other integers, floats and four axes", () => {
  const [byte, short, int, float, double] = [9, 11, 12, 13, 14].map((type) => 256 * type + 3);
  const read = (magic: number, values: number[]) =>
    readIdxImages(idx(magic, [1, 1, 2], values), "x");
  const integers = { shape: [1, 1, 2], values: Int32Array.of(-1, 2) };
  assertEquals(read(byte, [255, 2]), integers);
  assertEquals(read(short, [255, 255, 0, 2]), integers);
  assertEquals(read(int, [255, 255, 255, 255, 0, 0, 0, 2]), integers);
  // 1.5 is 0x3fc00000 in 32 bits and 0x3ff80000 00000000 in 64.
  const floats = { shape: [1, 1, 2], values: Float32Array.of(1.5, 0) };
  assertEquals(read(float, [0x3f, 0xc0, 0, 0, 0, 0, 0, 0]), floats);
  assertEquals(read(double, [0x3f, 0xf8, ...new Array<number>(14).fill(0)]), floats);
  assertEquals(readIdxImages(idx(2052, [1, 1, 1, 3], [7, 8, 9]), "x"), {
    shape: [1, 1, 1, 3],
    values: Uint8Array.of(7, 8, 9),
  });
});

Deno.test("readIdxLabels() gives a class for each byte", () => {
  assertEquals(readIdxLabels(idx(2049, [3], [5, 0, 9]), "y"), Int32Array.of(5, 0, 9));
  assertEquals(readIdxLabels(idx(0x0c01, [1], [0, 0, 1, 2]), "y"), Int32Array.of(258));
  assertThrows(
    () => readIdxLabels(idx(0x0d01, [1], [0, 0, 0, 0]), "y"),
    SyntaxError,
    "Cannot read y as IDX labels: it holds floats, expected integers",
  );
});

Deno.test("IDX readers refuse what the header does not account for, before they allocate", () => {
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(15), "Cannot read x as IDX images: it has 15 bytes, fewer than the 16"],
    [idx(2049, [1, 1, 1], [0]), "its magic number is 2049, expected 2051"],
    [idx(0x0a03, [1, 1, 1], [0]), "its magic number is 2563, expected 2051"],
    [idx(2052, [1, 1, 1], []), "its header is cut short"],
    [idx(2052, [1, 1, 1, 0], []), "its number of channels is 0"],
    [idx(0x0d03, [1, 1, 1], [0]), "announces 1 × 1 × 1 × 4 bytes after it, but 1 are there"],
    [idx(2051, [0, 28, 28], []), "its count is 0"],
    [idx(2051, [1, 0, 28], []), "its height is 0"],
    [idx(2051, [1, 28, 0], []), "its width is 0"],
    [idx(2051, [2, 1, 1], [0]), "its header announces 2 × 1 × 1 bytes after it, but 1 are there"],
    [idx(2051, [1, 1, 1], [0, 0]), "its header announces 1 × 1 × 1 bytes after it, but 2"],
    [idx(2051, [4294967295, 4294967295, 4294967295], [0]), "but 1 are there"],
    // 65536 × 65536 is 0 in 32-bit arithmetic.
    [idx(2051, [65536, 65536, 1], []), "but 0 are there"],
  ];
  for (const [bytes, message] of cases) {
    assertThrows(() => readIdxImages(bytes, "x"), SyntaxError, message);
  }
  assertThrows(() => readIdxLabels(idx(2049, [2], [1]), "y"), SyntaxError, "Cannot read y as IDX");
});
