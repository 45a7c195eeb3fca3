import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";

/** The kernels of maps. */
export const wasm = await WebAssembly.compile(
  await Deno.readFile(new URL("../../build/kernels/maps.wasm", import.meta.url)),
);

/** Rows of values. */
export function rowsOf(size: number, values: Iterable<number>): NdArray {
  const all = Float32Array.from(values);
  return { shape: [all.length / size, size], values: all };
}

/** Points drawn around `groups` centres. */
export function groupedPoints(
  count: number,
  size: number,
  { groups = 3, seed = 0 }: { groups?: number; seed?: number } = {},
): NdArray {
  const rng = createRng(seed);
  const centres = Array.from({ length: groups * size }, () => 6 * rng.normal());
  return rowsOf(
    size,
    Array.from({ length: count * size }, (_, at) => {
      const group = Math.floor(at / size) % groups;
      return centres[group * size + at % size] + rng.normal();
    }),
  );
}

/** The squared distance of two rows, in 64 bits. */
export function squareBetween({ shape: [, size], values }: NdArray, a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += (values[a * size + i] - values[b * size + i]) ** 2;
  return sum;
}

/** The other points by their distance from one, equally far ones in their order: a sort of all. */
export function othersOf(points: NdArray, point: number): number[] {
  const squares = Array.from(
    { length: points.shape[0] },
    (_, i) => squareBetween(points, point, i),
  );
  return squares.map((_, i) => i).filter((i) => i !== point)
    .sort((a, b) => squares[a] - squares[b] || a - b);
}
