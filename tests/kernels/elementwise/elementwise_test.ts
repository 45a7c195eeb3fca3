import { assertAlmostEquals, assertEquals } from "@std/assert";
import { columnSums } from "../plain/elementwise/column_sums.ts";
import { leakyRelu } from "../plain/elementwise/leaky_relu.ts";
import { reluGradient } from "../plain/elementwise/relu_gradient.ts";
import { siluGradient } from "../plain/elementwise/silu_gradient.ts";
import { tanh } from "../plain/elementwise/tanh.ts";
import { loadRoutines, values } from "../load_routines.ts";

const counts = [0, 1, 3, 4, 5, 16, 1001];

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`the sums of columns in the ${build} build equal their plain twin bit for bit`, async () => {
    const { routines, put, get, reserve } = await loadRoutines(build);
    for (const [rows, columns] of [[0, 3], [1, 1], [8, 4], [9, 7], [31, 16], [100, 21]]) {
      const x = values(rows * columns, 2), sums = reserve(columns * 4);
      routines.columnSums(put(x, 4), rows, columns, sums);
      assertEquals(get(sums, columns), columnSums(x, { rows, columns }));
    }
  });

  Deno.test(`the rectifiers of the ${build} build equal their plain twins bit for bit`, async () => {
    const { routines, put, get, reserve } = await loadRoutines(build);
    for (const count of counts) {
      const dy = values(count, 1), x = values(count, 2), out = reserve(count * 4);
      x.fill(0, 0, 2);
      for (const slope of [0, 0.3]) {
        routines.reluGradient(put(dy), put(x, 4), count, slope, out);
        assertEquals(get(out, count), reluGradient({ dy, x }, slope));
        routines.leakyRelu(put(x, 4), count, slope, out);
        assertEquals(get(out, count), leakyRelu(x, slope));
      }
    }
  });

  Deno.test(`tanh in the ${build} build equals its plain twin`, async () => {
    const { routines, put, get, reserve } = await loadRoutines(build);
    for (const scale of [1e-20, 0.01, 1, 10, 1000]) {
      for (const count of counts) {
        const x = values(count, 1).map((value) => value * scale), y = reserve(count * 4);
        routines.tanh(put(x, 4), count, y);
        const expected = tanh(x);
        get(y, count).forEach((value, i) => assertClose(value, expected[i], 3e-7));
      }
    }
    const y = reserve(16);
    routines.tanh(put(Float32Array.of(NaN, Infinity, -Infinity, 0)), 4, y);
    assertEquals(get(y, 4), Float32Array.of(NaN, 1, -1, 0));
  });

  Deno.test(`the gradient of silu in the ${build} build equals its plain twin bit for bit`, async () => {
    const { routines, put, get, reserve } = await loadRoutines(build);
    for (const count of counts) {
      const x = values(count, 1), dy = values(count, 2), sigmoid = values(count, 3).map(Math.abs);
      const dx = reserve(count * 4);
      routines.siluGradient(put(dy), put(x, 4), put(sigmoid, 8), count, dx);
      assertEquals(get(dx, count), siluGradient({ dy, x, sigmoid }));
    }
  });
}

function assertClose(actual: number, expected: number, relative: number): void {
  assertAlmostEquals(actual, expected, relative * Math.abs(expected) + 1e-30);
}
