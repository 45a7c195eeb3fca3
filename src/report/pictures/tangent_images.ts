import { pictureValues } from "../../core/own_units.ts";
import type { Scaling } from "../../core/preprocessor/scaling.ts";
import { sizeOf } from "../../core/shape.ts";
import { type Examples, gatherBatch } from "../../data/mod.ts";
import { signedImages } from "../../plots/signed_images.ts";
import { exampleTangents } from "../../evaluation/passes/example_tangents.ts";
import type { TrainedModel } from "../../model/mod.ts";

/**
 * Rows [N · (1 + directions), …shape] of an example and its leading tangents, these white to black round a
 * grey zero; needs the backend.
 */
export function tangentImages(
  model: TrainedModel,
  examples: Examples,
  { directions, scaling }: {
    directions: number;
    /** The scale that the examples are on; absent where it is that of the data. */
    scaling?: Scaling | undefined;
  },
): Float32Array<ArrayBuffer> {
  const { count, shape } = examples, size = sizeOf(shape);
  const images = new Float32Array(count * (1 + directions) * size);
  exampleTangents(model, examples, { directions }).forEach(({ directions: { values } }, row) => {
    const at = row * (1 + directions) * size;
    const example = gatherBatch(examples, [row]);
    images.set(pictureValues(example, scaling ? { scaling } : {}), at);
    images.set(signedImages(values, shape), at + size);
  });
  return images;
}
