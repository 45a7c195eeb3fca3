import type { Placement, Planes } from "./resample.ts";

/** Sizes in pixels. */
export interface Field {
  readonly height: number;
  readonly width: number;
}

/** The place of an image in the middle of a field, as large as fits, at its own aspect ratio. */
export function containedPlacement(image: Field, field: Field): Placement {
  const scale = Math.min(field.width / image.width, field.height / image.height);
  return {
    scale,
    left: (field.width - image.width * scale) / 2,
    top: (field.height - image.height * scale) / 2,
  };
}

/**
 * The placement that scales what differs from the ground to 20/28 of the field, its centre of mass
 * at the centre, as MNIST has it; undefined for an image that is all ground. `ground` has a value
 * for each plane but the last, which holds the opacity.
 */
export function centredPlacement(
  { height, width, values }: Planes,
  { ground, field }: { ground: readonly number[]; field: Field },
): Placement | undefined {
  const planes = values.length / (height * width);
  let mass = 0, sumX = 0, sumY = 0;
  let left = width, right = 0, top = height, bottom = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * planes;
      const alpha = values[at + planes - 1];
      let ink = 0;
      ground.forEach((colour, i) =>
        ink += Math.abs(values[at + i] - alpha * colour) / (planes - 1)
      );
      // Below it lies the noise of compressed images.
      if (ink < 0.1) continue;
      mass += ink;
      sumX += ink * (x + 0.5);
      sumY += ink * (y + 0.5);
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (mass === 0) return undefined;
  const scale = Math.min(
    20 / 28 * Math.min(field.width, field.height) / Math.max(right - left, bottom - top),
    2 * containedPlacement({ height, width }, field).scale,
  );
  // A centre of mass far to one side must not push the other side out of the field.
  const within = (at: number, first: number, end: number) => Math.min(end, Math.max(first, at));
  return {
    scale,
    left: within(field.width / 2 - sumX / mass * scale, -left * scale, field.width - right * scale),
    top: within(
      field.height / 2 - sumY / mass * scale,
      -top * scale,
      field.height - bottom * scale,
    ),
  };
}
