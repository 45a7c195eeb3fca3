import { assertAlmostEquals, assertEquals } from "@std/assert";
import { gemm, type GemmOptions } from "../plain/products/gemm.ts";
import { type LoadedRoutines, loadRoutines, values } from "../load_routines.ts";

const sizes = [
  [1, 1, 1],
  [1, 5, 1],
  [1, 300, 37],
  [37, 300, 1],
  [2, 3, 4],
  [6, 8, 8],
  [7, 9, 5],
  [12, 16, 16],
  [13, 257, 19],
  [100, 30, 33],
  [3, 700, 1030],
  // More rows than a block of A has, and more columns than one of B.
  [205, 30, 33],
  [25, 9, 1030],
];

function compiled(loaded: LoadedRoutines, a: Float32Array, b: Float32Array, options: GemmOptions) {
  const { rows, columns, depth, transposeA = false, transposeB = false, bias } = options;
  const { routines, put, reserve, get } = loaded;
  const c = put(new Float32Array(rows * columns).fill(NaN));
  routines.gemm(
    put(a, 4),
    put(b, 8),
    rows,
    columns,
    depth,
    transposeA,
    transposeB,
    bias ? put(bias) : 0,
    options.lowest ?? -Infinity,
    options.highest ?? Infinity,
    reserve(routines.gemmScratch()),
    c,
  );
  return get(c, rows * columns);
}

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`gemm in the ${build} build equals its plain twin for every transposition`, async () => {
    const loaded = await loadRoutines(build);
    for (const [rows, depth, columns] of sizes) {
      const a = values(rows * depth, 1), b = values(depth * columns, 2);
      for (const transposeA of [false, true]) {
        for (const transposeB of [false, true]) {
          const options = { rows, columns, depth, transposeA, transposeB };
          const expected = gemm({ a, b }, options);
          const actual = compiled(loaded, a, b, options);
          if (build === "simd") assertEquals(actual, expected, JSON.stringify(options));
          else actual.forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-4));
        }
      }
    }
  });
}

Deno.test("gemm adds the bias to every row and clamps the sums", async () => {
  const loaded = await loadRoutines("simd");
  for (const [rows, depth, columns] of sizes) {
    const a = values(rows * depth, 1), b = values(depth * columns, 2), bias = values(columns, 3);
    const options = { rows, columns, depth, bias, lowest: 0, highest: 0.5 };
    assertEquals(compiled(loaded, a, b, options), gemm({ a, b }, options));
  }
});

Deno.test("gemm over a depth of zero is the clamped bias", async () => {
  const loaded = await loadRoutines("simd");
  const none = new Float32Array(0);
  const bias = Float32Array.of(-1, 0.25, 2);
  const options = { rows: 2, columns: 3, depth: 0, bias, lowest: 0, highest: 1 };
  assertEquals(compiled(loaded, none, none, options), Float32Array.of(0, 0.25, 1, 0, 0.25, 1));
});

Deno.test("gemm in the simd build gives the bytes that every machine gives", async () => {
  const loaded = await loadRoutines("simd");
  const options = { rows: 65, columns: 67, depth: 600 };
  const product = compiled(loaded, values(65 * 600, 4), values(600 * 67, 5), options);
  const digest = await crypto.subtle.digest("SHA-256", product);
  // Written by tests/kernels/plain/products/gemm.ts, which is JavaScript arithmetic alone.
  assertEquals(new Uint8Array(digest).toHex().slice(0, 32), "25d70f7ea159d5052f99572edb82fe94");
});
