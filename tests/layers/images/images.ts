import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../src/core/rng.ts";
import { sizeOf } from "../../../src/core/shape.ts";
import { layerOf, type LayerSpec, type Value } from "../../../src/layers/mod.ts";
import { applyLayer } from "../apply_layer.ts";
import type { PlainImage } from "./plain_images.ts";

/** Two images of a shape, none of whose values are equal. */
export function twoImages(shape: readonly [number, number, number]): readonly PlainImage[] {
  const rng = createRng(5);
  return [0, 1].map((image) => ({ shape, values: randomValues(rng.fork(image), sizeOf(shape)) }));
}

/** So many values in (−1, 1) that a 32-bit float holds exactly. */
export function randomValues(rng: ReturnType<typeof createRng>, count: number): number[] {
  return Array.from({ length: count }, () => Math.fround(2 * rng.uniform() - 1));
}

/** Images as a batch [B, H, W, K]. */
export function batchOf(images: readonly PlainImage[]): tf.Tensor4D {
  return tf.tensor4d(images.flatMap(({ values }) => values), [images.length, ...images[0].shape]);
}

/**
 * Asserts that a layer makes of a batch what the plain form makes of each image, and that it says so
 * beforehand.
 */
export function assertApplies(
  spec: LayerSpec,
  images: readonly PlainImage[],
  { expected, params = {}, taken = {}, given = {} }: {
    expected: readonly PlainImage[];
    params?: Record<string, tf.Tensor>;
    taken?: Record<string, tf.Tensor>;
    given?: Record<string, Value>;
  },
): void {
  const y = applyLayer(spec, batchOf(images), { params, taken, given });
  const shape = [...expected[0].shape];
  assertEquals(y.shape, [images.length, ...shape]);
  assertEquals([...layerOf(spec).outputShape(spec, images[0].shape)], shape);
  const values = expected.flatMap((image) => image.values);
  y.dataSync().forEach((value, i) => assertAlmostEquals(value, values[i], 1e-5));
}
