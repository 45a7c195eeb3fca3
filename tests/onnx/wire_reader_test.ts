import { BinaryWriter } from "@bufbuild/protobuf/wire";
import { assertEquals, assertThrows } from "@std/assert";
import { WIRE, WireReader } from "../../src/onnx/wire_reader.ts";

/** Whole numbers about every byte that one may take. */
const wholes = Array.from({ length: 63 }, (_, bit) => 1n << BigInt(bit))
  .flatMap((power) => [power - 1n, power, -power, -power - 1n]);

Deno.test("64-bit numbers are read as another program writes them", () => {
  for (const value of [...wholes, 2n ** 63n - 1n, -(2n ** 63n)]) {
    const reader = new WireReader(new BinaryWriter().int64(value).finish());
    assertEquals([reader.int64(), reader.pos], [value, reader.len]);
  }
});

Deno.test("32-bit numbers are read as another program writes them", () => {
  for (const value of wholes.map(Number).filter((value) => value === (value | 0))) {
    assertEquals(new WireReader(new BinaryWriter().int32(value).finish()).int32(), value);
    const whole = value >>> 0;
    assertEquals(new WireReader(new BinaryWriter().uint32(whole).finish()).uint32(), whole);
  }
});

Deno.test("fields of all types follow each other, and are passed over", () => {
  const bytes = new BinaryWriter().tag(1, WIRE.varint).int64(-3).tag(2, WIRE.bit64).double(0.1)
    .tag(536870911, WIRE.lengthDelimited).string("ä\ufeff").tag(4, WIRE.bit32).float(-1.5)
    .tag(5, WIRE.lengthDelimited).bytes(Uint8Array.of(7, 8)).finish();
  // The bytes of a file may lie anywhere in a buffer.
  const within = Uint8Array.of(99, ...bytes, 99).subarray(1, -1);
  const reader = new WireReader(within);
  const read = [
    [reader.tag(), reader.int64()],
    [reader.tag(), reader.double()],
    [reader.tag(), reader.string()],
    [reader.tag(), reader.float()],
    [reader.tag(), [...reader.bytes()]],
  ];
  assertEquals(read, [[[1, 0], -3n], [[2, 1], 0.1], [[536870911, 2], "ä\ufeff"], [[4, 5], -1.5], [[
    5,
    2,
  ], [7, 8]]]);
  const passing = new WireReader(within);
  for (let i = 0; i < 5; i++) passing.skip(passing.tag()[1]);
  assertEquals(passing.pos, bytes.length);
});

for (
  const [what, bytes, read] of [
    ["a number that ends too early", [0x80], (reader) => reader.int64()],
    ["a number without an end", Array(11).fill(0xff), (reader) => reader.int64()],
    ["a float that ends too early", [0, 0, 0], (reader) => reader.float()],
    ["bytes past the end", [3, 1, 2], (reader) => reader.bytes()],
    ["a field to pass over that ends too early", [9, 0], (reader) => reader.skip(2)],
    ["a field of the number 0", [0], (reader) => reader.tag()],
    ["an unknown wire type", [0x0f], (reader) => reader.tag()],
    ["a field's number past 2^29", [0xf8, 0xff, 0xff, 0xff, 0x7f], (reader) => reader.tag()],
    ["a text that is not UTF-8", [1, 0xff], (reader) => reader.string()],
  ] as readonly [string, number[], (reader: WireReader) => unknown][]
) {
  Deno.test(`a reader refuses ${what}`, () => {
    assertThrows(() => read(new WireReader(Uint8Array.from(bytes))), Error);
  });
}
