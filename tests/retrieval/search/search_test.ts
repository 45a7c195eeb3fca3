import { assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { type BitCodes, bitsOf, searchBits } from "../../../src/retrieval/search/search_bits.ts";
import { METRICS } from "../../../src/retrieval/search/metric.ts";
import { searchCodes } from "../../../src/retrieval/search/search_codes.ts";
import { startSearch } from "../../../src/retrieval/search/search_memory.ts";

const wasm = await WebAssembly.compile(
  await Deno.readFile(new URL("../../../build/kernels/search.wasm", import.meta.url)),
);

/** The first `count` numbers by their values, equal ones in their order: a sort of all. */
function naive(distances: readonly number[], count: number): number[] {
  return distances.map((_, item) => item)
    .sort((a, b) => distances[a] - distances[b] || a - b).slice(0, count);
}

/** Codes of few different bits, so that many are equally far. */
function bitCodes(count: number, bits: number, seed: number): BitCodes {
  const rng = createRng(seed), size = Math.ceil(bits / 8);
  const bytes = Uint8Array.from({ length: count * size }, (_, i) => {
    const left = Math.min(8, bits - 8 * (i % size));
    return rng.integer(256) & rng.integer(256) & ((1 << left) - 1);
  });
  return { bits, bytes };
}

/** The bits that differ, one by one. */
function differing(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  a.forEach((byte, i) => {
    for (let bit = 0; bit < 8; bit++) if ((byte >> bit & 1) !== (b[i] >> bit & 1)) sum++;
  });
  return sum;
}

for (const bits of [1, 7, 28, 64, 65, 128, 200, 256, 300]) {
  Deno.test(`codes of ${bits} bits are found as a sort of all finds them, equal ones in their order`, async () => {
    const codes = bitCodes(5000, bits, 1), queries = bitCodes(20, bits, 2);
    const size = Math.ceil(bits / 8), search = await searchBits(codes, { wasm });
    for (const count of [1, 10, 333]) {
      const found = search.search(queries, { count });
      assertEquals(found.count, count);
      for (let row = 0; row < 20; row++) {
        const query = queries.bytes.subarray(row * size, (row + 1) * size);
        const distances = Array.from(
          { length: 5000 },
          (_, item) => differing(query, codes.bytes.subarray(item * size, (item + 1) * size)),
        );
        const expected = naive(distances, count);
        assertEquals([...found.items.subarray(row * count, (row + 1) * count)], expected);
        assertEquals(
          [...found.distances.subarray(row * count, (row + 1) * count)],
          expected.map((item) => distances[item]),
        );
      }
    }
  });
}

/** The distance of two codes in double precision. */
const measures = {
  euclidean: (q: number[], c: number[]) => Math.hypot(...q.map((value, i) => value - c[i])),
  cosine: (q: number[], c: number[]) => 1 - dot(q, c) / (Math.hypot(...q) * Math.hypot(...c) || 1),
  "inner-product": (q: number[], c: number[]) => -dot(q, c),
};
const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);

for (const metric of METRICS) {
  Deno.test(`codes are found by ${metric} distance as a sort of all finds them`, async () => {
    const rng = createRng(3);
    for (const [count, size, queries] of [[2500, 30, 70], [40, 3, 1], [1100, 1, 5]]) {
      const array = (rows: number) => ({
        shape: [rows, size],
        values: Float32Array.from({ length: rows * size }, () => rng.normal()),
      });
      const codes = array(count), asked = array(queries);
      // Codes that come twice, one of zeros, and a query that is one of them.
      codes.values.copyWithin((count - 1) * size, 0, size);
      codes.values.fill(0, size, 2 * size);
      asked.values.set(codes.values.subarray(0, size));
      const row = ({ values }: typeof codes, i: number) => [
        ...values.subarray(i * size, (i + 1) * size),
      ];
      const search = await searchCodes(codes, { metric, wasm });
      const found = search.search(asked, { count: 10 });
      for (let i = 0; i < queries; i++) {
        const distances = Array.from(
          { length: count },
          (_, item) => measures[metric](row(asked, i), row(codes, item)),
        );
        const expected = naive(distances, 10).map((item) => distances[item]);
        expected.forEach((distance, at) => {
          const place = i * 10 + at;
          assertAlmostEquals(found.distances[place], distance, 1e-5);
          assertAlmostEquals(distances[found.items[place]], distance, 1e-5);
        });
      }
      if (metric !== "inner-product" && size > 1) {
        assertEquals([...found.items.subarray(0, 2)], [0, count - 1]);
        assertAlmostEquals(found.distances[0], 0, 1e-6);
      }
    }
  });
}

Deno.test("fewer codes than are asked for are all found, and the search can be used again", async () => {
  const search = await searchBits(bitCodes(3, 9, 1), { wasm }), queries = bitCodes(1, 9, 4);
  const found = search.search(queries, { count: 10 });
  assertEquals([found.count, [...found.items].sort()], [3, [0, 1, 2]]);
  const size = search.memorySize;
  for (let i = 0; i < 50; i++) assertEquals(search.search(queries, { count: 10 }), found);
  assertEquals([search.count, search.memorySize], [3, size]);
});

Deno.test("bits are signs of values, from the lowest bit of each byte on", () => {
  const values = Float32Array.from({ length: 18 }, (_, i) => i % 2 === 0 ? 0.4 : -1);
  const { bits, bytes } = bitsOf({ shape: [2, 9], values });
  assertEquals([bits, [...bytes]], [9, [0b01010101, 1, 0b10101010, 0]]);
  assertEquals(bitsOf({ shape: [2, 9], values }, { threshold: 0.5 }).bytes, new Uint8Array(4));
  assertThrows(
    () => bitsOf({ shape: [18], values }),
    RangeError,
    "bits of an array [18]: expected",
  );
});

Deno.test("what cannot be searched is refused in one sentence", async () => {
  const rows = (size: number, ...values: number[]) => ({
    shape: [values.length / size, size],
    values: Float32Array.from(values),
  });
  const codes = await searchCodes(rows(2, 1, 2, 3, 4), { metric: "cosine", wasm });
  const bits = await searchBits(bitCodes(4, 12, 1), { wasm });
  const refused: [() => unknown, string][] = [
    [() => codes.search(rows(3, 1, 2, 3), { count: 1 }), "codes of 2 values with queries of 3"],
    [
      () => codes.search(rows(2, 1, NaN), { count: 1 }),
      "queries that hold NaN, in row 0: expected",
    ],
    [
      () => codes.search(rows(2, 1, 2), { count: 0 }),
      "Cannot find 0 items: expected a whole number",
    ],
    [() => bits.search(bitCodes(1, 13, 1), { count: 1 }), "codes of 12 bits with queries of 13"],
    [
      () => bits.search({ bits: 12, bytes: new Uint8Array(3) }, { count: 1 }),
      "Cannot take 3 bytes for queries of 12 bits: expected a whole number of 2 bytes for each",
    ],
  ];
  for (const [run, sentence] of refused) assertThrows(run, RangeError, sentence);
  await assertRejects(
    () => searchCodes({ shape: [0, 2], values: new Float32Array(0) }, { metric: "cosine", wasm }),
    RangeError,
    "Cannot search no codes: expected at least one",
  );
  await assertRejects(
    () => searchBits({ bits: 8, bytes: new Uint8Array(0) }, { wasm }),
    RangeError,
    "Cannot search no codes",
  );
  const memory = await startSearch(wasm);
  assertThrows(
    () => memory.take(5 * 2 ** 30),
    RangeError,
    "Cannot search so many codes: they take 5.0 GiB, expected 4 at most",
  );
});
