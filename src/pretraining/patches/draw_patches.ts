import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { type DenseExamples, exampleBatch, type Examples } from "../../data/mod.ts";
import type { PlannedLayer } from "../../layers/mod.ts";
import { layerOutputs } from "../layer_outputs.ts";

/** Large enough to keep convolutions busy, small enough for the feature maps of a batch. */
const BATCH = 100;

/** The patches to draw. */
export interface PatchOptions {
  /** The layers in front, of whose outputs [H, W, K] patches are drawn; none of the examples themselves. */
  readonly before: readonly PlannedLayer[];
  /** The parameters of these layers, among others. */
  readonly params: Readonly<Record<string, NdArray>>;
  /** Height and width of a patch, within those of an image. */
  readonly size: readonly [height: number, width: number];
  readonly count: number;
  /** True to take the mean of a patch off its values. */
  readonly centered: boolean;
  readonly rng: Rng;
}

/**
 * Patches of images, or of the feature maps that layers make of them, as vectors [h · w · K] in the order of
 * a filter's axes: of images and at places that are drawn with equal chances.
 */
export function drawPatches(
  examples: Examples,
  { before, params, size: [height, width], count, centered, rng }: PatchOptions,
): DenseExamples {
  const [rows, columns, channels] = before.at(-1)?.outputShape ?? examples.shape;
  const line = width * channels, size = height * line, values = new Float32Array(count * size);
  const patchesOf = new Map<number, number[]>();
  for (let patch = 0; patch < count; patch++) {
    const image = rng.integer(examples.count), others = patchesOf.get(image);
    if (others) others.push(patch);
    else patchesOf.set(image, [patch]);
  }
  const images = [...patchesOf], maps = layerOutputs(before, params);
  try {
    for (let from = 0; from < images.length; from += BATCH) {
      const batch = images.slice(from, from + BATCH);
      const pixels = maps.of(exampleBatch(examples, batch.map(([image]) => image)));
      for (const [i, [, patches]] of batch.entries()) {
        for (const patch of patches) {
          const top = rng.integer(rows - height + 1), left = rng.integer(columns - width + 1);
          for (let y = 0; y < height; y++) {
            const start = ((i * rows + top + y) * columns + left) * channels;
            values.set(pixels.subarray(start, start + line), patch * size + y * line);
          }
        }
      }
    }
  } finally {
    maps.close();
  }
  if (centered) centre(values, size);
  return { count, shape: [size], values };
}

function centre(values: Float32Array, size: number): void {
  for (let at = 0; at < values.length; at += size) {
    const patch = values.subarray(at, at + size);
    const mean = patch.reduce((sum, value) => sum + value, 0) / size;
    for (let i = 0; i < size; i++) patch[i] -= mean;
  }
}
