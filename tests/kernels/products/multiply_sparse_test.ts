import { assertAlmostEquals, assertEquals } from "@std/assert";
import { gemm, type GemmOptions } from "../plain/products/gemm.ts";
import { type LoadedRoutines, loadRoutines, values } from "../load_routines.ts";

/** Rows, depth and columns: one block of rows and of depth or several, and columns that fill no register. */
const sizes = [
  [21, 40, 128],
  [100, 600, 131],
  [257, 300, 162],
  [300, 37, 129],
];

/** Values of which a share is other than 0. */
function few(count: number, share: number): Float32Array<ArrayBuffer> {
  const chance = values(count, 5).map((value) => value / 2 + 0.5);
  return values(count, 1).map((value, i) => chance[i] < share ? value : 0);
}

function compiled(loaded: LoadedRoutines, a: Float32Array, b: Float32Array, options: GemmOptions) {
  const { rows, columns, depth, transposeA = false, bias } = options;
  const { routines, put, reserve, get } = loaded;
  const operands = [put(a, 4), put(b, 8), rows, columns, depth, transposeA] as const;
  const limits = [options.lowest ?? -Infinity, options.highest ?? Infinity] as const;
  const biases = bias ? put(bias) : 0;
  const scratch = reserve(Math.max(routines.gemmScratch(), routines.sparseScratch(depth)));
  const sparse = put(new Float32Array(rows * columns).fill(NaN));
  const dense = put(new Float32Array(rows * columns).fill(NaN));
  const [left, right, ...rest] = operands, stride = 4 * (transposeA ? rows : depth);
  const isDone = Boolean(routines.isSparseProduct(left, rows, columns, depth));
  if (isDone) {
    routines.multiplySparse(left, stride, right, ...rest, biases, ...limits, scratch, sparse);
  }
  routines.gemm(left, right, ...rest, false, biases, ...limits, scratch, dense);
  return { isDone, sparse: get(sparse, rows * columns), dense: get(dense, rows * columns) };
}

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`multiplySparse in the ${build} build gives the values of gemm to the last bit`, async () => {
    const loaded = await loadRoutines(build);
    for (const [rows, depth, columns] of sizes) {
      for (const share of [0, 0.02, 0.2]) {
        const a = few(rows * depth, share), b = values(depth * columns, 2);
        for (const transposeA of [false, true]) {
          for (const bias of [undefined, values(columns, 3)]) {
            const sums = bias && { bias, lowest: 0 };
            const options = { rows, columns, depth, transposeA, ...sums };
            const { isDone, sparse, dense } = compiled(loaded, a, b, options);
            assertEquals(isDone, true);
            assertEquals(sparse, dense, JSON.stringify(options));
          }
        }
      }
    }
  });
}

Deno.test("multiplySparse equals the plain product", async () => {
  const loaded = await loadRoutines("simd");
  const options = { rows: 30, columns: 140, depth: 500, highest: 0.5, bias: values(140, 3) };
  const a = few(30 * 500, 0.05), b = values(500 * 140, 2);
  const expected = gemm({ a, b }, options);
  compiled(loaded, a, b, options).sparse.forEach((value, i) =>
    assertAlmostEquals(value, expected[i], 1e-5)
  );
});

Deno.test("multiplySparse leaves a product alone that it would not make faster", async () => {
  const loaded = await loadRoutines("simd");
  const refused = [
    { size: [40, 50, 140], share: 0.5 },
    { size: [20, 50, 140], share: 0.02 },
    { size: [40, 50, 127], share: 0.02 },
  ];
  for (const { size: [rows, depth, columns], share } of refused) {
    const a = few(rows * depth, share), b = values(depth * columns, 2);
    const { isDone, sparse } = compiled(loaded, a, b, { rows, columns, depth });
    assertEquals(isDone, false);
    assertEquals(sparse.every(Number.isNaN), true);
  }
});
