import type { Rng } from "../../../core/rng.ts";
import { type Place, smooth } from "../pen/glyph.ts";
import type { Chord } from "../pen/pen.ts";
import { LETTERS } from "./letters.ts";
import { nextWord } from "./words.ts";

/** The look of the characters of one page; lengths are in units of a tenth of the x-height. */
interface Type {
  /** Pixels of a unit. */
  readonly scale: number;
  /** The width of a character against that of its glyph. */
  readonly width: number;
  /** The lean of a character to the right per unit of height. */
  readonly slant: number;
  /** The radius of the pen where it moves vertically, and the share that it loses where it moves horizontally. */
  readonly weight: number;
  readonly contrast: number;
  /** The space between characters and that between words. */
  readonly gap: number;
  readonly space: number;
  /** From one baseline to the next. */
  readonly leading: number;
  /** The angle of the lines, in radians. */
  readonly skew: number;
}

/** The chords that a curve between two places of a glyph is cut into. */
const CHORDS_PER_CURVE = 3;

/** The reach of the ink of a line above and below its baseline, skew included. */
const ABOVE = 18, BELOW = 8;

/** The reach of its ink to either side of a character, leaning and skew included. */
const BESIDE = 8;

/** The pen's ways through each character, and its width. */
const CHARACTERS: ReadonlyMap<string, { ways: readonly Place[][]; width: number }> = new Map(
  Object.entries(LETTERS).map(([letter, strokes]) => [letter, {
    ways: strokes.map((stroke) =>
      smooth(stroke, { chords: stroke.length === 2 ? 1 : CHORDS_PER_CURVE })
    ),
    width: Math.max(...strokes.flat().map(([x]) => x)),
  }]),
);

/**
 * Sets lines of words in a type of their own, over a square of this side in pixels and beyond its
 * border, as a patch of a page holds them: the chords of their ink.
 *
 * The type is upright or slanted, light or bold, with strokes of one width or with thin horizontals;
 * its x-height is from 8.5 to 13 pixels. Where the first line and the words begin is random, so that
 * the border cuts through letters.
 */
export function typeset(side: number, rng: Rng): Chord[] {
  const type = chooseType(rng);
  const { scale, leading, slant, width, skew } = type;
  const cos = Math.cos(skew) * scale, sin = Math.sin(skew) * scale;
  // Units are turned about the middle of the square.
  const middle = side / 2, extent = side / scale / 2;
  const chords: Chord[] = [];
  let baseline = -extent - BELOW + leading * rng.uniform();
  for (; baseline < extent + ABOVE; baseline += leading) {
    let left = -extent - 60 * rng.uniform();
    while (left < extent + BESIDE) {
      for (const letter of nextWord(rng)) {
        const character = CHARACTERS.get(letter);
        if (character === undefined) {
          throw new RangeError(`Cannot set "${letter}": it has no glyph`);
        }
        const right = left + width * character.width;
        if (right > -extent - BESIDE && left < extent + BESIDE) {
          for (const way of character.ways) {
            const places = way.map(([x, y]): Place => {
              const u = left + width * x + slant * (10 - y), v = baseline + y - 10;
              return [middle + cos * u - sin * v, middle + sin * u + cos * v];
            });
            trace(places, { type, chords });
          }
        }
        left = right + type.gap;
      }
      left += type.space;
    }
  }
  return chords;
}

/** Draws the type of a page. */
function chooseType(rng: Rng): Type {
  const isSlanted = rng.uniform() < 0.25, isBold = rng.uniform() < 0.2;
  const hasContrast = rng.uniform() < 0.4;
  return {
    scale: 0.85 * (13 / 8.5) ** rng.uniform(),
    width: 0.88 + 0.2 * rng.uniform(),
    slant: isSlanted ? 0.14 + 0.12 * rng.uniform() : 0,
    weight: isBold ? 1.25 + 0.3 * rng.uniform() : 0.75 + 0.3 * rng.uniform(),
    contrast: hasContrast ? 0.2 + 0.25 * rng.uniform() : 0,
    gap: (isBold ? 3.2 : 2.6) + 0.8 * rng.uniform(),
    space: 5 + 2 * rng.uniform(),
    leading: 20.5 + 3.5 * rng.uniform(),
    skew: 0.02 * rng.normal(),
  };
}

/** Adds the chords of a way, thinner the more horizontally the pen moves. */
function trace(
  way: readonly Place[],
  { type: { weight, contrast, scale }, chords }: { type: Type; chords: Chord[] },
): void {
  for (let i = 1; i < way.length; i++) {
    const [fromX, fromY] = way[i - 1], [toX, toY] = way[i];
    const across = Math.abs(toX - fromX), down = Math.abs(toY - fromY);
    const radius = scale * weight * (1 - contrast * across / (across + down + 1e-9));
    chords.push({ fromX, fromY, fromRadius: radius, toX, toY, toRadius: radius });
  }
}
