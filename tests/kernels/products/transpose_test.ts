import { assertEquals } from "@std/assert";
import { transpose } from "../plain/products/transpose.ts";
import { loadRoutines, values } from "../load_routines.ts";

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`a transpose in the ${build} build equals its plain twin`, async () => {
    const { routines, put, get, reserve } = await loadRoutines(build);
    for (const [rows, columns] of [[0, 3], [1, 1], [4, 8], [5, 7], [33, 70], [64, 35]]) {
      const x = values(rows * columns, 1), y = reserve(x.byteLength);
      routines.transpose(put(x, 4), rows, columns, y);
      assertEquals(get(y, x.length), transpose(x, { rows, columns }));
    }
  });
}
