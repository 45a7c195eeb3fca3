import type { Rng } from "../../src/core/rng.ts";
import type { Shape } from "../../src/core/shape.ts";
import type { CorruptionSpec } from "../../src/corruptions/mod.ts";
import { type Blotch, drawBlotch } from "../../src/corruptions/stains/blotch.ts";
import { normal } from "../kernels/plain/random/normal.ts";

/** A stained image, in doubles and pixel by pixel; drawn from its own stream. */
export function stainPlain(
  { blur = 1, blotches = 3, darkness = 0.7, noise = 0.05 }: Extract<
    CorruptionSpec,
    { type: "stains" }
  >,
  image: readonly number[],
  { shape, draws }: { shape: Shape; draws: Rng },
): number[] {
  const [height, width, channels] = shape;
  const normals = normal({ key: draws.fork("noise").key, first: 0, count: image.length });
  const stddev = blur * draws.uniform();
  const drawn = Array.from(
    { length: blotches },
    () => drawBlotch(draws, { height, width, darkness }),
  );
  const stained = image.map((value, i) => {
    const place = Math.floor(i / channels);
    const at = { x: place % width, y: Math.floor(place / width) };
    return drawn.reduce((light, blotch) => light * through(blotch, at), value);
  });
  return blurPlain(stained, { shape, stddev })
    .map((value, i) => Math.min(1, Math.max(0, value + noise * normals[i])));
}

/** The share of light that a blotch lets through at a place. */
export function through(
  { x, y, radii, angle, darkness }: Blotch,
  at: { x: number; y: number },
): number {
  const direction = Math.atan2(at.y - y, at.x - x) - angle;
  const distance = Math.hypot(at.x - x, at.y - y);
  const rho = distance *
    Math.hypot(Math.cos(direction) / radii[0], Math.sin(direction) / radii[1]);
  const t = Math.min(1, Math.max(0, (1 - rho) / 0.5));
  return 1 - darkness * (3 * t ** 2 - 2 * t ** 3);
}

/**
 * A Gaussian blur [H, W, K] as a sum over the plane that the image and its mirror images fill, cut
 * off at four standard deviations along each axis.
 */
export function blurPlain(
  image: readonly number[],
  { shape: [height, width, channels], stddev }: { shape: Shape; stddev: number },
): number[] {
  const reach = Math.ceil(4 * stddev);
  const mirrored = (i: number, size: number): number =>
    i < 0 ? mirrored(-1 - i, size) : i >= size ? mirrored(2 * size - 1 - i, size) : i;
  return image.map((_, index) => {
    const channel = index % channels, place = Math.floor(index / channels);
    let sum = 0, total = 0;
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const weight = stddev === 0 ? 1 : Math.exp(-(dx * dx + dy * dy) / (2 * stddev * stddev));
        const x = mirrored(place % width + dx, width);
        const y = mirrored(Math.floor(place / width) + dy, height);
        sum += weight * image[(y * width + x) * channels + channel];
        total += weight;
      }
    }
    return sum / total;
  });
}
