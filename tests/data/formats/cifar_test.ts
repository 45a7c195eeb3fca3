import { assertEquals, assertThrows } from "@std/assert";
import { readCifar } from "../../../src/data/formats/cifar.ts";

Deno.test("readCifar() puts the three planes of a record side by side in every pixel", () => {
  const bytes = new Uint8Array(2 * 3073);
  bytes[0] = 3;
  bytes[3073] = 9;
  // Pixel (1, 2) of the second record: red 10, green 20, blue 30.
  for (let plane = 0; plane < 3; plane++) {
    bytes[3073 + 1 + plane * 1024 + 1 * 32 + 2] = 10 * (plane + 1);
  }
  const { examples: { shape, count, values, labels }, title } = readCifar(bytes, "batch.bin");
  assertEquals(title, "CIFAR-10");
  assertEquals({ shape, count, labels }, {
    shape: [32, 32, 3],
    count: 2,
    labels: Int32Array.of(3, 9),
  });
  const at = 3072 + (1 * 32 + 2) * 3;
  assertEquals([...values.subarray(at - 1, at + 4)], [0, 10, 20, 30, 0]);
  assertEquals(Array.from(values).reduce((sum, value) => sum + value), 60);
});

Deno.test("readCifar() refuses lengths that are no whole records, and labels over 9", () => {
  for (const length of [0, 1, 3072, 3075]) {
    assertThrows(
      () => readCifar(new Uint8Array(length), "batch.bin"),
      SyntaxError,
      `Cannot read batch.bin as CIFAR-10: its length ${length} is not`,
    );
  }
  const bytes = new Uint8Array(2 * 3073);
  bytes[3073] = 10;
  assertThrows(() => readCifar(bytes, "b"), SyntaxError, "the label of record 1 is 10");
});

Deno.test("readCifar() takes the fine label of CIFAR-100 and its planes", () => {
  const bytes = new Uint8Array(2 * 3074);
  bytes.set([19, 99], 0);
  bytes.set([3, 42, 200], 3074);
  const { examples: { count, values, labels }, title } = readCifar(bytes, "train.bin");
  assertEquals([title, count, labels], ["CIFAR-100", 2, Int32Array.of(99, 42)]);
  assertEquals([...values.subarray(3071, 3075)], [0, 200, 0, 0]);
  bytes[3074] = 20;
  assertThrows(
    () => readCifar(bytes, "train.bin"),
    SyntaxError,
    "Cannot read train.bin as CIFAR-100: the label of record 1 is 20, expected 0 to 19",
  );
});

Deno.test("readCifar() tells files of one length by their labels", () => {
  // As many bytes as 3074 records of CIFAR-10 and 3073 of CIFAR-100.
  const bytes = new Uint8Array(3073 * 3074);
  assertEquals(readCifar(bytes, "a").title, "CIFAR-10");
  bytes[3074 + 1] = 99;
  bytes[3073] = 11;
  assertEquals(readCifar(bytes, "a").title, "CIFAR-100");
});
