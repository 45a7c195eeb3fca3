import { fitLsa, fitPca } from "../../baselines/mod.ts";
import { sizeOf } from "../../core/shape.ts";
import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { type Examples, unitPoints, unitRows } from "../../data/mod.ts";
import { tensorProduct } from "../../evaluation/passes/tensor_product.ts";
import { bitsByItq, MOST_TURNED, signsOf } from "./bit_ways.ts";
import { projected } from "./projected.ts";
import { FEWEST_BITS, less, mapSides, sidesOf, type Way, type WaysInput } from "./ways.ts";

/** PCA or latent semantic analysis of each size, and bits of it; of that of the code also at medians. */
export function* linearWays(
  { items, queries, metric, isText, sizes, rng }: WaysInput,
  own: number,
): Generator<Way, void> {
  const width = sizeOf(items.shape);
  const wanted = [...new Set([own, ...sizes])].filter((size) => size < width);
  if (wanted.length === 0) return;
  const most = Math.max(...wanted), kind = isText ? "LSA" : "PCA";
  const fit = isText ? fitLsa : fitPca;
  const fitted = fit(items, { components: most, matMul: tensorProduct });
  const rows = isText ? unitRows : (examples: Examples) => examples;
  const all = sidesOf({ items, queries }, (examples) => projected(fitted, rows(examples)));
  const found = all.items.shape[1];
  for (const size of wanted) {
    const sides = mapSides(all, (array) => firstColumns(array, Math.min(size, found)));
    const name = `${kind} of ${sides.items.shape[1]} values`;
    const by = size === own ? metric : "cosine";
    yield { name: `${name}, ${by}`, sides, metric: by };
    if (size < FEWEST_BITS || size > MOST_TURNED) continue;
    const directions = isText ? mapSides(sides, unitPoints) : sides;
    yield { name: `bits of ${name} by ITQ`, ...bitsByItq(directions, rng) };
    if (size !== own) continue;
    const medians = mediansOf(sides.items);
    const over = mapSides(sides, (array) => less(array, medians));
    yield { name: `bits of ${name} at medians`, sides: signsOf(over, 0), metric: "hamming" };
  }
}

function firstColumns({ shape: [count, width], values }: NdArray, columns: number): NdArray {
  const some = new Float32Array(count * columns);
  for (let row = 0; row < count; row++) {
    some.set(values.subarray(row * width, row * width + columns), row * columns);
  }
  return ndArray([count, columns], some);
}

function mediansOf({ shape: [count, width], values }: NdArray): Float64Array {
  return Float64Array.from({ length: width }, (_, column) => {
    const sorted = Float64Array.from({ length: count }, (_, row) => values[row * width + column])
      .sort();
    return (sorted[(count - 1) >> 1] + sorted[count >> 1]) / 2;
  });
}
