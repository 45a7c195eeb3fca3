import type { Rng } from "../../core/rng.ts";

/** A dark ellipse with a soft edge; lengths in pixels, the angle of its first axis in radians. */
export interface Blotch {
  readonly x: number;
  readonly y: number;
  readonly radii: readonly [number, number];
  readonly angle: number;
  /** The share of the light that its middle takes. */
  readonly darkness: number;
}

/** Size of an image in pixels. */
interface ImageSize {
  readonly height: number;
  readonly width: number;
}

/**
 * Draws a blotch anywhere on an image: radii between an eighth and two fifths of its shorter side,
 * up to this darkness.
 */
export function drawBlotch(
  rng: Rng,
  { height, width, darkness }: ImageSize & { darkness: number },
): Blotch {
  const side = Math.min(height, width);
  const radius = () => side * (0.125 + 0.275 * rng.uniform());
  return {
    x: width * rng.uniform() - 0.5,
    y: height * rng.uniform() - 0.5,
    radii: [radius(), radius()],
    angle: Math.PI * rng.uniform(),
    darkness: darkness * rng.uniform(),
  };
}

/**
 * Multiplies the light [H, W] that an image keeps by what a blotch lets through:
 * 1 − darkness · smoothstep(2 − 2ρ), where ρ is the distance from its centre in radii. So it is
 * darkest up to half a radius and ends at one.
 */
export function shade(
  light: Float32Array,
  { height, width, blotch }: ImageSize & { blotch: Blotch },
): void {
  const { x, y, radii, angle, darkness } = blotch;
  const cos = Math.cos(angle), sin = Math.sin(angle), reach = Math.max(...radii);
  const left = Math.max(0, Math.ceil(x - reach)),
    right = Math.min(width - 1, Math.floor(x + reach));
  const top = Math.max(0, Math.ceil(y - reach)),
    bottom = Math.min(height - 1, Math.floor(y + reach));
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const dx = column - x, dy = row - y;
      const along = (cos * dx + sin * dy) / radii[0], across = (cos * dy - sin * dx) / radii[1];
      const t = Math.min(1, Math.max(0, 2 - 2 * Math.sqrt(along * along + across * across)));
      light[row * width + column] *= 1 - darkness * t * t * (3 - 2 * t);
    }
  }
}
