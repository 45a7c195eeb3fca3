import { LEVELS } from "../items/emphasis.ts";
import {
  drawSprite,
  type PointStyle,
  type Rgb,
  type Shape,
  SHAPES,
  type Sprite,
  type SpriteOptions,
  spriteReach,
} from "./sprite.ts";
import type { MapView } from "./view.ts";

/** Pixels that points are painted on: those of a canvas, and a margin for points at its edges. */
export interface Sheet {
  /** [height · width] words of blue, green and red below an opaque byte, as canvases have them. */
  readonly pixels: Int32Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** The pixels at each side that lie beyond the canvas. */
  readonly margin: number;
}

/** The items of a map, and the look of each. */
export interface PaintedPoints {
  /** All items, from the first that is painted to the last. */
  readonly order: Uint32Array;
  /** Their positions [N, 2] in that order: read one after another, they take half the time. */
  readonly places: Float32Array;
  /** The style and the level of emphasis of each item. */
  readonly styleOf: Uint8Array;
  readonly levelOf: Uint8Array;
  readonly styles: readonly PointStyle[];
  /** The ground, `[red, green, blue]` in bytes. */
  readonly ground: Rgb;
  /** The view, in pixels of the sheet. */
  readonly view: MapView;
  /** The radius of points, in pixels of the sheet. */
  readonly radius: number;
  /** True where a pixel belongs to a point as a whole or not at all, which is painted faster. */
  readonly isHard: boolean;
}

/** The share of its colour that a faded point keeps, and how much larger a raised one is. */
const FADED = 0.16, RAISED = 1.35;

/** The greatest radius of points, in pixels of a sheet. */
export const MOST_RADIUS = 24;

/** A sheet for a canvas of this size. */
export function createSheet({ width, height }: { width: number; height: number }): Sheet {
  const margin = spriteReach(RAISED * MOST_RADIUS);
  const size = { width: width + 2 * margin, height: height + 2 * margin };
  return { pixels: new Int32Array(size.width * size.height), ...size, margin };
}

/** Positions [N, 2] in the order of painting. */
export function placesInOrder(positions: Float32Array, order: Uint32Array): Float32Array {
  const places = new Float32Array(2 * order.length);
  order.forEach((item, k) => places.set(positions.subarray(2 * item, 2 * item + 2), 2 * k));
  return places;
}

/**
 * Paints points over the ground, faded ones first and raised ones last. It paints bytes itself: sixty
 * thousand points take some milliseconds, the same on every machine, without a graphics card.
 */
export function paintPoints(sheet: Sheet, points: PaintedPoints): void {
  const { levelOf, styles, ground, radius, isHard } = points;
  sheet.pixels.fill(wordOf(ground));
  const plain = styles.map(({ colour }) => wordOf(colour));
  const faded = styles.map(({ colour }) => wordOf(mixed(colour, ground)));
  for (const level of ["faded", "plain", "raised"] as const) {
    if (!levelOf.includes(LEVELS[level])) continue;
    const size = Math.min(MOST_RADIUS, radius) * (level === "raised" ? RAISED : 1);
    paintLevel(sheet, { ...points, level: LEVELS[level] }, {
      words: level === "faded" ? faded : plain,
      sprites: spritesOf(styles, { radius: size, width: sheet.width, isHard }),
    });
  }
}

function spritesOf(
  styles: readonly PointStyle[],
  options: SpriteOptions,
): Sprite[] {
  const sprites = new Map<Shape, Sprite>(
    SHAPES.map((shape) => [shape, drawSprite(shape, options)]),
  );
  return styles.map(({ shape }) => sprites.get(shape)!);
}

function paintLevel(
  { pixels, width, height, margin }: Sheet,
  { order, places, styleOf, levelOf, level, view: { x, y, scale } }:
    & PaintedPoints
    & { level: number },
  { words, sprites }: { words: readonly number[]; sprites: readonly Sprite[] },
): void {
  const middleX = width / 2 - x * scale, middleY = height / 2 + y * scale;
  for (let k = 0; k < order.length; k++) {
    const item = order[k];
    if (levelOf[item] !== level) continue;
    const column = Math.round(middleX + places[2 * k] * scale);
    const row = Math.round(middleY - places[2 * k + 1] * scale);
    if (column < margin / 2 || column >= width - margin / 2) continue;
    if (row < margin / 2 || row >= height - margin / 2) continue;
    const style = styleOf[item], word = words[style], at = row * width + column;
    const { full, edges, shares } = sprites[style];
    for (let p = 0; p < full.length; p++) pixels[at + full[p]] = word;
    for (let p = 0; p < edges.length; p++) {
      pixels[at + edges[p]] = blended(pixels[at + edges[p]], word, shares[p]);
    }
  }
}

/** A colour over another, by a share in 128ths: with these no sum is longer than a signed word. */
function blended(below: number, above: number, share: number): number {
  const rest = 128 - share;
  // Red and blue in one product, as their bytes lie apart.
  const redBlue = (Math.imul(below & 0xff00ff, rest) + Math.imul(above & 0xff00ff, share)) >> 7;
  const green = (Math.imul(below & 0xff00, rest) + Math.imul(above & 0xff00, share)) >> 7;
  return 0xff000000 | redBlue & 0xff00ff | green & 0xff00;
}

function wordOf([red, green, blue]: Rgb): number {
  return 0xff000000 | blue << 16 | green << 8 | red;
}

function mixed([red, green, blue]: Rgb, ground: Rgb): Rgb {
  const mix = (colour: number, below: number) => Math.round(below + FADED * (colour - below));
  return [mix(red, ground[0]), mix(green, ground[1]), mix(blue, ground[2])];
}
