import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import fc from "fast-check";
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
