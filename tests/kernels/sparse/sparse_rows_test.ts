import { assertAlmostEquals, assertEquals } from "@std/assert";
import { batchTopK } from "../plain/sparse/batch_top_k.ts";
import { normalizeRows, removeParallel } from "../plain/sparse/row_constraints.ts";
import { joinEntries, listMarked, sparseColumnSums } from "../plain/sparse/sparse_encode.ts";
import { gatherRows, scatterRows } from "../plain/sparse/sparse_rows.ts";
import { topK } from "../plain/sparse/top_k.ts";
import { loadRoutines, values } from "../load_routines.ts";

const indicesBelow = (limit: number, count: number, seed: number) =>
  Int32Array.from(values(count, seed), (v) => Math.floor((v + 1) / 2 * limit));

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`scatterRows and gatherRows in the ${build} build equal their plain twins`, async () => {
    const { put, reserve, get, routines } = await loadRoutines(build);
    for (const [rows, columns, k] of [[0, 3, 2], [1, 1, 1], [3, 4, 4], [5, 7, 3], [4, 30, 17]]) {
      const sizes = { rows, columns, k };
      // Indices come twice in a row.
      const indices = indicesBelow(columns, rows * k, 1), mask = values(rows * k, 2);
      const few = values(rows * k, 3), many = values(rows * columns, 4);
      const at = [put(indices), put(mask), put(few), put(many)];
      for (const masked of [false, true]) {
        const y = reserve(rows * columns * 4);
        routines.scatterRows(at[2], at[0], masked ? at[1] : 0, rows, columns, k, y);
        const input = { x: few, indices, values: masked ? mask : undefined };
        assertEquals(get(y, rows * columns), scatterRows(input, sizes));
      }
      for (const step of [k, 0]) {
        const y = reserve(rows * k * 4);
        routines.gatherRows(at[3], at[0], step, rows, columns, k, y);
        assertEquals(get(y, rows * k), gatherRows({ x: many, indices, step }, sizes));
      }
    }
  });

  Deno.test(`listMarked in the ${build} build lists what is not 0, −0 being 0`, async () => {
    const { put, reserve, getIntegers, routines } = await loadRoutines(build);
    const floats = Float32Array.of(0, 1, -0, NaN, -2, 0, 1e-45);
    const integers = Int32Array.of(0, -1, -(2 ** 31), 0, 7);
    for (const marks of [floats, integers, new Int32Array(3), new Float32Array(0)]) {
      const list = reserve(marks.length * 4), isInteger = marks instanceof Int32Array;
      const count = routines.listMarked(put(marks), marks.length, isInteger, list);
      assertEquals(Array.from(getIntegers(list, count)), listMarked(marks));
    }
  });

  Deno.test(`joinEntries and sparseColumnSums in the ${build} build equal their plain twins`, async () => {
    const { put, reserve, get, getIntegers, routines } = await loadRoutines(build);
    for (const [rows, own, other] of [[0, 1, 1], [1, 1, 0], [3, 4, 2], [4, 3, 7]]) {
      const codes = [own, other].map((k, i) => ({
        k,
        indices: indicesBelow(9, rows * k, 2 * i),
        dy: values(rows * k, 2 * i + 1),
        values: i === 0 ? undefined : values(rows * k, 5),
      }));
      const width = own + other;
      const indices = reserve(rows * width * 4), joined = reserve(rows * width * 4);
      codes.forEach(({ k, values, ...code }, i) =>
        routines.joinEntries(
          ...[put(code.dy), put(code.indices), values ? put(values) : 0, rows, k, width] as const,
          ...[indices + 4 * own * i, joined + 4 * own * i] as const,
        )
      );
      const expected = joinEntries(codes, rows);
      assertEquals(getIntegers(indices, rows * width), expected.indices);
      assertEquals(get(joined, rows * width), expected.values);
      const sums = reserve(9 * 4);
      routines.sparseColumnSums(indices, joined, rows * width, 9, sums);
      assertEquals(get(sums, 9), sparseColumnSums(expected, 9));
    }
  });

  Deno.test(`the largest of a batch in the ${build} build are those of its plain twin`, async () => {
    const { put, reserve, get, getIntegers, routines } = await loadRoutines(build);
    const fillings = [(v: number) => v, (v: number) => Math.round(v * 3), () => 0.5, () => -1];
    for (const [rows, columns, width, count] of [[1, 1, 1, 1], [3, 9, 4, 3], [5, 12, 12, 15]]) {
      for (const fill of fillings) {
        const dense = values(rows * columns, 1).map(fill);
        const code = topK(dense, { rows, columns, k: width, rectified: true });
        if (code === undefined) throw new Error("no NaN here");
        const expected = batchTopK(code, { rows, width, count });
        const indices = put(code.indices), at = put(code.values), heap = reserve(8 * count);
        const kept = reserve(4 * count), largest = reserve(4 * count), counts = reserve(4 * rows);
        routines.topK(at, 1, rows * width, count, true, heap, kept, largest);
        const k = Math.max(1, routines.countKept(kept, largest, count, rows, width, counts));
        assertEquals(k, expected.width);
        const to = [reserve(4 * rows * k), reserve(4 * rows * k)] as const;
        routines.keepFirst(indices, at, counts, rows, width, k, ...to);
        assertEquals(getIntegers(to[0], rows * k), expected.indices);
        assertEquals(get(to[1], rows * k), expected.values);
        assertEquals(routines.leastPositive(to[1], rows * k), expected.threshold);
      }
    }
  });

  Deno.test(`normalizeRows and removeParallel in the ${build} build equal their plain twins`, async () => {
    const { put, get, routines } = await loadRoutines(build);
    for (const [rows, columns] of [[0, 3], [1, 1], [3, 4], [4, 7], [5, 16], [2, 61], [3, 784]]) {
      const weight = values(rows * columns, 1), gradient = values(rows * columns, 2);
      // A row of zeros in the middle, and one of −0 among zeros.
      weight.fill(0, columns, 2 * columns);
      gradient.fill(0, columns, 2 * columns).fill(-0, columns, columns + 1);
      const at = put(weight, 4), atGradient = put(gradient, 8);
      routines.normalizeRows(at, rows, columns);
      normalizeRows(weight, columns);
      assertEquals(get(at, rows * columns), weight);
      routines.removeParallel(atGradient, at, rows, columns);
      removeParallel({ gradient, weight }, columns);
      const result = get(atGradient, rows * columns);
      if (build === "simd") assertEquals(result.map((v) => v + 0), gradient.map((v) => v + 0));
      else result.forEach((value, i) => assertAlmostEquals(value, gradient[i], 1e-6));
    }
  });
}
