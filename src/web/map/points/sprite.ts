/** The shapes of points, in the order in which classes take them. */
export const SHAPES = ["disc", "square", "diamond", "triangle"] as const;

/** A shape of points. */
export type Shape = typeof SHAPES[number];

/** Red, green and blue in bytes. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour as a style sheet has it. */
export function cssColour([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** The look of a point. */
export interface PointStyle {
  readonly colour: Rgb;
  readonly shape: Shape;
}

/** The pixels of a point around its middle, as offsets into rows of pixels. */
export interface Sprite {
  /** The offsets of pixels that the shape covers. */
  readonly full: Int32Array;
  /** The offsets of those that it covers in part, and how much of each, in 128ths. */
  readonly edges: Int32Array;
  readonly shares: Uint8Array;
}

/** The samples of a pixel along each side. */
const SAMPLES = 4;

/** True where a place lies in a shape of radius 1; all shapes look about equally large. */
const INSIDE: Readonly<Record<Shape, (x: number, y: number) => boolean>> = {
  disc: (x, y) => x * x + y * y <= 1,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 0.89,
  diamond: (x, y) => Math.abs(x) + Math.abs(y) <= 1.25,
  triangle: (x, y) => y <= 0.78 && y >= 2 * Math.abs(x) - 1.25,
};

/** The size of a sprite, and its edges. */
export interface SpriteOptions {
  /** In pixels. */
  readonly radius: number;
  /** The pixels of a row of what it is painted on. */
  readonly width: number;
  /** True where a pixel is covered as a whole or not at all. */
  readonly isHard?: boolean;
}

/** Draws a shape. */
export function drawSprite(
  shape: Shape,
  { radius, width, isHard = false }: SpriteOptions,
): Sprite {
  const full: number[] = [], edges: number[] = [], shares: number[] = [];
  const reach = spriteReach(radius);
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const exact = covered(INSIDE[shape], { x, y, radius });
      const share = isHard ? Math.round(exact) : exact;
      if (share === 1) full.push(y * width + x);
      else if (share > 0) {
        edges.push(y * width + x);
        shares.push(Math.round(128 * share));
      }
    }
  }
  return {
    full: Int32Array.from(full),
    edges: Int32Array.from(edges),
    shares: Uint8Array.from(shares),
  };
}

/** The most pixels that a point of this radius extends from its middle. */
export function spriteReach(radius: number): number {
  return Math.ceil(1.25 * radius + 0.5);
}

function covered(
  inside: (x: number, y: number) => boolean,
  { x, y, radius }: { x: number; y: number; radius: number },
): number {
  let hits = 0;
  for (let down = 0; down < SAMPLES; down++) {
    for (let right = 0; right < SAMPLES; right++) {
      const sampleX = x + (right + 0.5) / SAMPLES - 0.5;
      const sampleY = y + (down + 0.5) / SAMPLES - 0.5;
      if (inside(sampleX / radius, sampleY / radius)) hits++;
    }
  }
  return hits / SAMPLES ** 2;
}
