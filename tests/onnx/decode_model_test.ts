import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decodeModel, encodeModel, faultsOf } from "../../src/onnx/mod.ts";
import { readGolden } from "./golden.ts";
import { mlpModel } from "./models.ts";

const file = encodeModel(mlpModel());

/** One field of bytes, as a writer that means harm may put it. */
const field = (number: number, content: Uint8Array) =>
  new BinaryWriter().tag(number, WireType.LengthDelimited).bytes(content).finish();
const varint = (number: number, value: number) =>
  new BinaryWriter().tag(number, WireType.Varint).int64(value).finish();
const join = (...parts: Uint8Array[]) => {
  const writer = new BinaryWriter();
  for (const part of parts) writer.raw(part);
  return writer.finish();
};
const text = (value: string) => new TextEncoder().encode(value);
/** A model whose graph holds one initializer made of these fields. */
const withTensor = (...fields: Uint8Array[]) =>
  join(varint(1, 8), field(7, join(field(2, text("g")), field(5, join(...fields)))));

const hostile: Record<string, [Uint8Array, string]> = {
  "an empty file": [new Uint8Array(0), "the file is empty"],
  "a text file": [text("<html>not a model</html>"), ""],
  "a length past the end": [
    Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f),
    "field graph: its 4294967295 bytes pass the end of the 0 left",
  ],
  "a number without an end": [Uint8Array.of(0x08, ...Array(20).fill(0xff)), "field irVersion: "],
  "a missing graph": [varint(1, 8), "field graph: it is missing"],
  "a graph given twice": [
    join(varint(1, 8), field(7, field(2, text("g"))), field(7, field(2, text("h")))),
    "field graph: it occurs twice",
  ],
  "a name that is not UTF-8": [
    join(varint(1, 8), field(7, field(2, Uint8Array.of(0xff, 0xfe)))),
    "field graph.name: ",
  ],
  "a field of another wire type": [
    join(varint(1, 8), varint(7, 3)),
    "field graph: it has wire type 0, expected 2",
  ],
  "functions": [
    join(varint(1, 8), field(25, text("f"))),
    "field functions: Isthmus does not support it",
  ],
  "a subgraph in an attribute": [
    join(
      varint(1, 8),
      field(7, field(1, join(field(4, text("If")), field(5, field(6, text("g")))))),
    ),
    "field graph.node[0].attribute[0].g: Isthmus does not support it",
  ],
  "an attribute of an unknown type": [
    join(
      varint(1, 8),
      field(
        7,
        field(1, join(field(4, text("Relu")), field(5, join(field(1, text("a")), varint(20, 99))))),
      ),
    ),
    'field graph.node[0].attribute[0]: attribute "a" is of type 99, which Isthmus does not support',
  ],
  "external data": [
    withTensor(varint(1, 4), varint(2, 1), field(13, field(1, text("location")))),
    "field graph.initializer[0].externalData: Isthmus does not support it",
  ],
  "an external data location": [
    withTensor(varint(1, 4), varint(2, 1), field(8, text("w")), varint(14, 1)),
    'field graph.initializer[0]: tensor "w" lies in another file, which is not read',
  ],
  "a shape past all memory": [
    withTensor(varint(1, 2 ** 52), varint(1, 2 ** 52), varint(2, 1), field(8, text("w"))),
    'field graph.initializer[0]: tensor "w" of shape [4503599627370496,4503599627370496] and type ' +
    "float holds 0 bytes, expected 8.112963841460668e+31",
  ],
  "a negative size": [
    withTensor(varint(1, -1), varint(2, 1), field(8, text("w"))),
    'field graph.initializer[0]: tensor "w" has the shape [-1]',
  ],
  "a tensor of a hundred axes": [
    withTensor(field(1, new Uint8Array(100)), varint(2, 1), field(8, text("w\n\nw"))),
    'field graph.initializer[0]: tensor "w w" has 100 axes, more than 64',
  ],
  "an unknown data type": [
    withTensor(varint(1, 1), varint(2, 77), field(8, text("w"))),
    'field graph.initializer[0]: tensor "w" has the unknown data type 77',
  ],
  "values in two fields": [
    withTensor(
      varint(1, 1),
      varint(2, 1),
      field(4, new Uint8Array(4)),
      field(9, new Uint8Array(4)),
    ),
    'field graph.initializer[0]: tensor "" holds values in rawData and in floatData',
  ],
  "a million empty nodes": [
    join(
      varint(1, 8),
      field(7, join(field(2, text("g")), many(1_000_001, [0x62, 0x02, 0x0a, 0x00]))),
    ),
    "it holds more than 262144 messages and texts",
  ],
  "groups in groups": [new Uint8Array(1000).fill(0xa3), ""],
};

function many(count: number, bytes: number[]): Uint8Array {
  const all = new Uint8Array(count * bytes.length);
  for (let i = 0; i < all.length; i++) all[i] = bytes[i % bytes.length];
  return all;
}

for (const [what, [bytes, why]] of Object.entries(hostile)) {
  Deno.test(`decodeModel() refuses ${what}`, () => {
    const error = assertThrows(() => decodeModel(bytes, "some.onnx"), SyntaxError);
    assert(error.message.startsWith("Cannot read some.onnx as an ONNX model: "), error.message);
    assert(error.message.includes(why), error.message);
  });
}

Deno.test("decodeModel() skips fields that it does not know", () => {
  const later = join(file, field(999, text("later")), varint(998, 3));
  assertEquals(encodeModel(decodeModel(later, "later.onnx")), file);
});

Deno.test("decodeModel() reads packed and unpacked numbers alike", () => {
  const dims = (bytes: Uint8Array) =>
    decodeModel(withTensor(bytes, varint(2, 1), field(9, new Uint8Array(24))), "w.onnx")
      .graph.initializer[0].dims;
  assertEquals(dims(field(1, Uint8Array.of(2, 3))), [2, 3]);
  assertEquals(dims(join(varint(1, 2), varint(1, 3))), [2, 3]);
});

Deno.test("decodeModel() refuses every truncation of a file in one sentence or reads it whole", () => {
  for (let length = 0; length < file.length; length++) readOrRefuse(file.subarray(0, length));
});

for (
  const [name, bytes] of [["mlp", file], ["storage", readGolden("onnx_storage.onnx")]] as const
) {
  Deno.test(`decodeModel() and faultsOf() survive any damage to the ${name} file`, () => {
    const edit = fc.record({
      at: fc.nat(bytes.length - 1),
      remove: fc.nat(4),
      insert: fc.uint8Array({ maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let damaged: Uint8Array = bytes;
        for (const { at, remove, insert } of edits) {
          damaged = join(damaged.subarray(0, at), insert, damaged.subarray(at + remove));
        }
        readOrRefuse(damaged);
      }),
      { seed: 17, numRuns: 3000 },
    );
  });
}

function readOrRefuse(bytes: Uint8Array): void {
  try {
    const model = decodeModel(bytes, "some.onnx");
    for (const fault of faultsOf(model)) assertEquals(typeof fault, "string");
    const held = model.graph.initializer.reduce((sum, t) => sum + (t.rawData?.length ?? 0), 0);
    assert(held <= 8 * bytes.length, `${held} bytes came of ${bytes.length}`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    assert(error.message.startsWith("Cannot read some.onnx as an ONNX model: "), error.message);
    assert(!error.message.includes("\n"), error.message);
  }
}
