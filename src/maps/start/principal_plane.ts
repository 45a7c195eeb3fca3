import { encodePca, fitPca, type MatMul } from "../../baselines/mod.ts";
import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { type MapMemory, type MapWasm, startMaps } from "../memory/map_memory.ts";
import { checkPoints } from "../neighbours/check_points.ts";

/**
 * The map [N, 2] of points [N, D] by their two principal components: the plane that lies closest to them, in
 * which other maps start; zeros where they vary in fewer directions. Throws a RangeError, one sentence, for fewer
 * than two points and for values that are no numbers.
 *
 * @example
 * ```ts
 * import { principalPlane } from "isthmus";
 *
 * const wasm = await Deno.readFile("build/kernels/maps.wasm");
 * const points = { shape: [3, 2], values: Float32Array.of(-3, -4, 0, 0, 3, 4) };
 * const { shape, values } = await principalPlane(points, { wasm });
 * assertEquals(shape, [3, 2]);
 * assertAlmostEquals(Math.abs(values[4]), 5, 1e-5);
 * ```
 */
export async function principalPlane(
  points: NdArray,
  { wasm }: { readonly wasm: MapWasm },
): Promise<NdArray> {
  const [count, size] = checkPoints(points, "map");
  const pca = fitPca({ shape: [size], count, values: points.values }, {
    components: Math.min(2, size),
    matMul: productIn(await startMaps(wasm)),
  });
  const [found] = pca.components.shape, codes = encodePca(pca, points.values);
  if (found === 2) return ndArray([count, 2], codes);
  const plane = new Float32Array(2 * count);
  for (let i = 0; i < codes.length; i++) plane[2 * i] = codes[i];
  return ndArray([count, 2], plane);
}

/** The product of matrices by the kernels of maps. */
function productIn(memory: MapMemory): MatMul {
  const { kernels } = memory;
  return (a, b, { transposeA = false } = {}) => {
    const [depth, columns] = b.shape, rows = a.shape[transposeA ? 1 : 0];
    const start = memory.take(4 * a.values.length), right = memory.take(4 * b.values.length);
    const out = memory.take(4 * rows * columns), scratch = memory.take(kernels.gemmScratch());
    memory.floats(start, a.values.length).set(a.values);
    memory.floats(right, b.values.length).set(b.values);
    kernels.gemm(
      ...[start, right, rows, columns, depth, transposeA, false] as const,
      ...[0, -Infinity, Infinity, scratch, out] as const,
    );
    const values = memory.floats(out, rows * columns).slice();
    memory.reset(start);
    return ndArray([rows, columns], values);
  };
}
