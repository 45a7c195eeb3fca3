import { encodeItq, fitItq, fitPca } from "../../baselines/mod.ts";
import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { permuteAxes } from "../../core/permute_axes.ts";
import type { Rng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { type Examples, meanExample, unitPoints } from "../../data/mod.ts";
import { tensorProduct } from "../../evaluation/passes/tensor_product.ts";
import { projected } from "./projected.ts";
import type { InputSides, Sides } from "./ranking_figures.ts";
import { FEWEST_BITS, mapSides, sidesOf, type Way, type WaysInput } from "./ways.ts";

/** The most values of a code that a rotation is found for: 512 take a minute, and time grows by the cube. */
export const MOST_TURNED = 512;

/** Bits of codes after a rotation: as many as the code has values, and as each of the sizes below. */
export function* turnedCodes(
  { codes, sizes, isText, rng }: WaysInput,
  own: number,
): Generator<Way, void> {
  if (own > MOST_TURNED) return;
  // The directions of texts are what counts, and so those of their codes.
  const sides = isText ? mapSides(codes, unitPoints) : codes;
  for (const size of new Set([own, ...sizes.filter((size) => size < own && size >= FEWEST_BITS)])) {
    const fewer = size === own ? sides : firstComponents(sides, size);
    yield { name: `bits of codes by ITQ, ${size}`, ...bitsByItq(fewer, rng) };
  }
}

/** Bits by the rotation that ITQ finds for the items. */
export function bitsByItq(sides: Sides, rng: Rng): Pick<Way, "sides" | "metric"> {
  const itq = fitItq(sides.items, { rng: rng.fork("rotation"), matMul: tensorProduct });
  const turned = mapSides(sides, (array) => encodeItq(itq, array));
  return { sides: signsOf(turned, 0), metric: "hamming" };
}

/** The coordinates along the first principal components of the items. */
function firstComponents(sides: Sides, components: number): Sides {
  const examplesOf = ({ shape: [count, size], values }: NdArray): Examples => ({
    count,
    shape: [size],
    values,
  });
  const fitted = fitPca(examplesOf(sides.items), { components, matMul: tensorProduct });
  return mapSides(sides, (array) => projected(fitted, examplesOf(array)));
}

/** The bits of random hyperplanes through the mean (Charikar, 2002). */
export function hyperplanes(inputs: InputSides, { bits, rng }: { bits: number; rng: Rng }): Way {
  const width = sizeOf(inputs.items.shape);
  const draw = rng.fork("hyperplanes");
  const normals = ndArray(
    [width, bits],
    Float32Array.from({ length: width * bits }, () => draw.normal()),
  );
  const mean = meanExample(inputs.items), components = permuteAxes(normals, [1, 0]);
  const sides = sidesOf(inputs, (examples) => projected({ mean, components }, examples));
  return {
    name: `bits of random hyperplanes, ${bits}`,
    sides: signsOf(sides, 0),
    metric: "hamming",
  };
}

/** Bits as numbers: 1 above a threshold, −1 else. */
export function signsOf(sides: Sides, threshold: number): Sides {
  return mapSides(
    sides,
    ({ shape, values }) => ndArray(shape, values.map((value) => value > threshold ? 1 : -1)),
  );
}
