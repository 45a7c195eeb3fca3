import { pictureValues } from "../../core/own_units.ts";
import { sizeOf } from "../../core/shape.ts";
import { encodeImageSheet } from "../../plots/png.ts";
import type { RunPreprocessor } from "../../preprocessing/mod.ts";
import { requestFault } from "../../requests/request_fault.ts";

/**
 * Pictures [B, …] of a model as a PNG, side by side in a nearly square sheet, each pixel one pixel. Throws
 * a RequestFault for examples that are no pictures.
 */
export function drawExamples(
  values: Float32Array,
  { kind, inputShape, scaling }: RunPreprocessor,
  name: string,
): Uint8Array<ArrayBuffer> {
  if (kind !== "image") {
    throw requestFault(
      `Cannot answer with a picture: the examples of ${name} are none, accept JSON`,
      {
        status: 406,
      },
    );
  }
  const count = values.length / sizeOf(inputShape);
  return encodeImageSheet({
    images: pictureValues(values, scaling ? { scaling } : {}),
    shape: inputShape,
    columns: Math.ceil(Math.sqrt(count)),
    gap: count === 1 ? 0 : 1,
  });
}
