import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  sparseDecode,
  sparseDictionaryGradient,
  sparseValuesGradient,
} from "../plain/sparse/sparse_decode.ts";
import { scatterRows } from "../plain/sparse/sparse_rows.ts";
import { type PlainSparseCode, topK } from "../plain/sparse/top_k.ts";
import { type LoadedRoutines, loadRoutines, values } from "../load_routines.ts";

const topKSizes = [
  [0, 4, 2],
  [1, 1, 1],
  [2, 3, 3],
  [3, 16, 1],
  [3, 17, 2],
  [2, 33, 33],
  [4, 37, 5],
  [5, 64, 16],
  [2, 1003, 100],
];

/**
 * The values that a row may be made of; all but the first have ties, the last ones are hard on a
 * heap.
 */
const fillings: Readonly<Record<string, (value: number, i: number) => number>> = {
  "any": (value) => value,
  "few": (value) => Math.round(value * 3),
  "equal": () => 0.5,
  "negative": (value) => Math.round(value * 4) - 5,
  "rising": (_, i) => i,
  "falling": (_, i) => -i,
  "zero": (value) => value > 0.5 ? value : value > 0 ? 0 : -0,
  "infinite": (value) => value > 0.3 ? Infinity : value < -0.3 ? -Infinity : value,
};

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`topK and its gradient in the ${build} build equal their plain twins`, async () => {
    const loaded = await loadRoutines(build);
    for (const [rows, columns, k] of topKSizes) {
      for (const [name, fill] of Object.entries(fillings)) {
        for (const rectified of [false, true]) {
          const x = values(rows * columns, 1).map(fill), dy = values(rows * k, 2);
          const sizes = { rows, columns, k, rectified };
          const expected = topK(x, sizes), code = compiledTopK(loaded, x, sizes);
          assertEquals(code.row, -1);
          assertEquals({ indices: code.indices, values: code.values }, expected, name);
          const { put, reserve, get, routines } = loaded, dx = reserve(rows * columns * 4);
          const at = [put(dy), put(code.indices), rectified ? put(code.values) : 0] as const;
          routines.scatterRows(...at, rows, columns, k, dx);
          const mask = rectified ? code.values : undefined;
          assertEquals(
            get(dx, rows * columns),
            scatterRows({ x: dy, indices: code.indices, values: mask }, sizes),
          );
        }
      }
    }
  });

  Deno.test(`topK in the ${build} build names the first row with a NaN, wherever it lies`, async () => {
    const loaded = await loadRoutines(build);
    for (const k of [1, 7, 37]) {
      for (const column of [0, 6, 7, 20, 36]) {
        const x = values(4 * 37, 1);
        x[2 * 37 + column] = NaN;
        x[3 * 37] = NaN;
        assertEquals(
          compiledTopK(loaded, x, { rows: 4, columns: 37, k, rectified: false }).row,
          2,
        );
      }
    }
  });

  Deno.test(`sparseDecode and its gradients in the ${build} build equal their plain twins`, async () => {
    const { put, reserve, get, routines } = await loadRoutines(build);
    const assertSame = (actual: Float32Array, expected: Float32Array) => {
      if (build === "simd") assertEquals(actual, expected);
      else actual.forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-5));
    };
    const all = [[1, 1, 1, 1], [3, 4, 9, 16], [5, 3, 4, 21], [4, 7, 30, 5], [2, 8, 3, 99], [
      3,
      5,
      6,
      0,
    ]];
    for (const [rows, k, size, columns] of all) {
      const sizes = { k, size, columns };
      const code = values(rows * k, 1), dictionary = values(size * columns, 2);
      const dy = values(rows * columns, 3);
      // Indices repeat, within a row too, and some of a large dictionary never come.
      const indices = Int32Array.from(values(rows * k, 4), (v) => Math.floor((v + 1) / 2 * size));
      const y = reserve(rows * columns * 4);
      const at = { indices: put(indices), values: put(code, 4), dy: put(dy, 8) };
      const atDictionary = put(dictionary, 4);
      routines.sparseDecode(at.indices, at.values, rows, k, atDictionary, columns, y);
      assertSame(
        get(y, rows * columns),
        sparseDecode({ indices, values: code, dictionary }, sizes),
      );
      const dValues = reserve(rows * k * 4);
      routines.sparseValuesGradient(at.dy, at.indices, rows, k, atDictionary, columns, dValues);
      assertSame(
        get(dValues, rows * k),
        sparseValuesGradient({ dy, indices, dictionary }, sizes),
      );
      const scratch = reserve(4 * (size + 1 + rows * k)), dDictionary = reserve(size * columns * 4);
      routines.sortEntries(at.indices, rows * k, size, scratch);
      // In two parts, the rows of either alone.
      const half = Math.floor(size / 2);
      for (const [first, count] of [[half, size - half], [0, half]]) {
        routines.sparseDictionaryGradient(
          ...[at.dy, at.values, k, size, first, count, columns, scratch] as const,
          dDictionary + 4 * first * columns,
        );
      }
      assertSame(
        get(dDictionary, size * columns),
        sparseDictionaryGradient({ dy, indices, values: code }, sizes),
      );
    }
  });

  Deno.test(`firstOutside in the ${build} build finds the first index outside its range`, async () => {
    const { put, routines } = await loadRoutines(build);
    assertEquals(routines.firstOutside(put(Int32Array.of(0, 3, 2)), 3, 4), -1);
    assertEquals(routines.firstOutside(put(Int32Array.of(0, 4, -1)), 3, 4), 1);
    assertEquals(routines.firstOutside(put(Int32Array.of(0, 1, -1)), 3, 4), 2);
    assertEquals(routines.firstOutside(0, 0, 0), -1);
  });
}

function compiledTopK(
  { routines, put, reserve, get, getIntegers }: LoadedRoutines,
  x: Float32Array,
  { rows, columns, k, rectified }: { rows: number; columns: number; k: number; rectified: boolean },
): PlainSparseCode & { readonly row: number } {
  const heap = reserve(k * 8), indices = reserve(rows * k * 4), out = reserve(rows * k * 4);
  const row = routines.topK(put(x, 4), rows, columns, k, rectified, heap, indices, out);
  return { row, indices: getIntegers(indices, rows * k), values: get(out, rows * k) };
}
