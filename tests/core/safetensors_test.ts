import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { NdArray } from "../../src/core/nd_array.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/core/safetensors.ts";

const sample = {
  tensors: {
    "encoder.0.weight": { shape: [2, 3], values: Float32Array.of(1, -2, 3.5, NaN, Infinity, -0) },
    "encoder.0.bias": { shape: [], values: Float32Array.of(7) },
    empty: { shape: [0, 4], values: new Float32Array() },
  },
  metadata: { step: "12", "clé": "é" },
};

/** A file with this header text and so many bytes of values. */
function file(header: unknown, valueBytes = 0): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === "string" ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + text.length + valueBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

Deno.test("safetensors come back bit for bit", () => {
  const back = decodeSafetensors(encodeSafetensors(sample), "sample");
  assertEquals(back.metadata, sample.metadata);
  assertEquals(Object.keys(back.tensors), Object.keys(sample.tensors));
  for (const [name, { shape, values }] of Object.entries(sample.tensors)) {
    assertEquals(back.tensors[name].shape, shape);
    assertEquals(
      new Uint8Array(back.tensors[name].values.buffer),
      new Uint8Array(values.buffer),
    );
  }
});

Deno.test("the same content gives the same bytes, and values start on an 8-byte boundary", () => {
  const bytes = encodeSafetensors(sample);
  assertEquals(bytes, encodeSafetensors(structuredClone(sample)));
  assertEquals(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8, 0);
});

Deno.test("what could not be read back is not written as safetensors", () => {
  const values = Float32Array.of(1, 2);
  const write = (tensors: Record<string, NdArray>) => () =>
    encodeSafetensors({ tensors, metadata: {} });
  assertThrows(
    write({ a: { shape: [3], values } }),
    RangeError,
    'Cannot write tensor "a" as safetensors: its 2 values do not fill the shape [3]',
  );
  assertThrows(write({ a: { shape: [4, 0.5], values } }), RangeError, "the shape [4, 0.5]");
  for (const name of ["__metadata__", "__proto__"]) {
    assertThrows(
      write({ [name]: { shape: [2], values } }),
      RangeError,
      `Cannot write a tensor named "${name}" as safetensors`,
    );
  }
});

Deno.test("every truncation of a file is refused in one sentence that names it", () => {
  const bytes = encodeSafetensors(sample);
  for (let length = 0; length < bytes.length; length++) {
    assertThrows(
      () => decodeSafetensors(bytes.subarray(0, length), "weights"),
      SyntaxError,
      "Cannot read weights as safetensors:",
    );
  }
});

const f32 = (shape: unknown, offsets: unknown) => ({
  dtype: "F32",
  shape,
  data_offsets: offsets,
});

const hostile: [name: string, bytes: Uint8Array, message: string][] = [
  ["a header of 2^63 bytes", new Uint8Array([0, 0, 0, 0, 0, 0, 0, 128]), "over 100 MB"],
  ["a header that is not JSON", file("{oops"), "not a JSON object"],
  ["a header that is a list", file("[]"), "not a JSON object"],
  ["bytes behind the last tensor", file({ a: f32([1], [0, 4]) }, 8), "4 bytes follow"],
  ["a tensor past the end", file({ a: f32([2], [0, 8]) }, 4), "passes the end"],
  ["overlapping tensors", file({ a: f32([1], [0, 4]), b: f32([1], [0, 4]) }, 4), "expected 4"],
  ["a hole", file({ a: f32([1], [4, 8]) }, 8), "expected 0"],
  ["a size that overflows", file({ a: f32([2 ** 52, 2 ** 52], [0, 4]) }, 4), "not 4 for each"],
  ["a negative size", file({ a: f32([-1], [0, 4]) }, 4), "not a list of sizes"],
  ["a size that is text", file({ a: f32(["1"], [0, 4]) }, 4), "not a list of sizes"],
  ["three offsets", file({ a: f32([1], [0, 4, 4]) }, 4), "not two positions"],
  [
    "a dtype that is no text",
    file('{"a":{"dtype":{"toString":1},"shape":[1],"data_offsets":[0,4]}}', 4),
    'tensor "a" has dtype an object',
  ],
  [
    "a tensor that would be the prototype of the others",
    file('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4),
    'a tensor is named "__proto__"',
  ],
  ["another dtype", file({ a: { dtype: "F16", shape: [2], data_offsets: [0, 4] } }, 4), "F16"],
  ["metadata of numbers", file({ __metadata__: { a: 1 } }), "not a map of strings"],
];

for (const [name, bytes, message] of hostile) {
  Deno.test(`safetensors refuse ${name}`, () => {
    assertThrows(() => decodeSafetensors(bytes, "x"), SyntaxError, message);
  });
}

/** Headers by their text, as JSON.parse does not see it; ENTRY stands for a tensor of one value. */
const refused: [name: string, header: string, message: string][] = [
  ["a byte order mark", '\ufeff{"a":ENTRY}', "not a JSON object"],
  [
    "offsets with a fraction",
    '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0.0,4]}}',
    "not two",
  ],
  [
    "offsets with an exponent",
    '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4e0]}}',
    "not two",
  ],
  ["a sign before 0", '{"a":{"dtype":"F32","shape":[1],"data_offsets":[-0,4]}}', "not two"],
  ["sizes with a fraction", '{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}', "a list"],
  ["a fraction as metadata", '{"__metadata__":{"v":1.5},"a":ENTRY}', "not a map of strings"],
  ["half a pair in a name", '{"\\ud800":ENTRY}', "not a JSON object"],
  ["half a pair in metadata", '{"__metadata__":{"v":"\\udc00"},"a":ENTRY}', "not a JSON object"],
  ["a pair cut in two", '{"__metadata__":{"\\ud83d":"\\ude00"},"a":ENTRY}', "not a JSON object"],
  ["a tensor twice", '{"a":ENTRY,"a":ENTRY}', "a key of its header stands twice"],
  ["a tensor twice, once escaped", '{"a":ENTRY,"\\u0061":ENTRY}', "stands twice"],
  [
    "a field twice",
    '{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
    "stands twice",
  ],
  ["a number that JSON does not have", '{"a":ENTRY,"b":1.}', "not a JSON object"],
  ["a text without an end", '{"a":ENTRY,"b\\1.5:1}', "not a JSON object"],
];

for (const [name, header, message] of refused) {
  Deno.test(`safetensors refuse ${name}`, () => {
    const text = header.replaceAll("ENTRY", JSON.stringify(f32([1], [0, 4])));
    assertThrows(() => decodeSafetensors(file(text, 4), "x"), SyntaxError, message);
  });
}

Deno.test("safetensors take a header in any order, and arrays come in that of their values", () => {
  const header = {
    bias: f32([2], [8, 16]),
    none: f32([0], [8, 8]),
    weight: f32([2], [0, 8]),
    first: f32([0, 3], [0, 0]),
  };
  const bytes = file(header, 16);
  const values = Float32Array.of(1, 2, 3, 4);
  bytes.set(new Uint8Array(values.buffer), bytes.length - 16);
  const { tensors } = decodeSafetensors(bytes, "x");
  assertEquals(Object.keys(tensors), ["first", "weight", "none", "bias"]);
  assertEquals(tensors.weight, { shape: [2], values: Float32Array.of(1, 2) });
  assertEquals(tensors.bias, { shape: [2], values: Float32Array.of(3, 4) });
  assertEquals(tensors.none, { shape: [0], values: new Float32Array() });
  // Objects have integers first, in whichever order a file names them.
  const numbered = file(
    `{"10":${JSON.stringify(f32([1], [0, 4]))},"9":${JSON.stringify(f32([1], [4, 8]))}}`,
    8,
  );
  assertEquals(Object.keys(decodeSafetensors(numbered, "x").tensors), ["9", "10"]);
});

Deno.test("safetensors take whatever stands in texts, and fields that they do not know", () => {
  const metadata = { 'a":1.5': "\\", "😀": '{"b": -0, "b": 1e3}' };
  const header = { __metadata__: metadata, a: { ...f32([1], [0, 4]), made: [{ at: 1.5 }, -2] } };
  const spaced = file(JSON.stringify(header, null, 2).replaceAll('": {', '" :\n{'), 4);
  assertEquals(decodeSafetensors(spaced, "x").metadata, metadata);
});

Deno.test("mutated safetensors are read or refused, never anything else", () => {
  const bytes = encodeSafetensors(sample);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const mutated = bytes.slice();
      mutated[at] = value;
      try {
        decodeSafetensors(mutated, "x");
      } catch (error) {
        assertInstanceOf(error, SyntaxError);
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
});
