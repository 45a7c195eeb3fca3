import type { Rng } from "../../../core/rng.ts";
import { type Glyph, smooth } from "../pen/glyph.ts";
import type { Chord } from "../pen/pen.ts";

/** The height and width of an image, in pixels. */
export const IMAGE_SIZE = 28;

/** A point of the pen's way: its place and the pressure there, 1 on average. */
interface Point {
  x: number;
  y: number;
  readonly pressure: number;
}

type Warp = (point: Point) => void;

/** Chords that a curve between two given points is cut into. */
const CHORDS_PER_CURVE = 5;

/**
 * Writes a glyph once, by a hand of its own, centred in an image: the chords of its ink.
 *
 * The hand draws its points beside the glyph's, leans, turns, stretches and bends the whole, and
 * presses harder here than there. As in MNIST the result fits a box of 20 × 20 pixels, and the
 * centre of mass of its ink is at the centre of the image, give or take.
 */
export function write(glyph: Glyph, rng: Rng): Chord[] {
  const sloppiness = 0.15 + 0.45 * rng.uniform();
  const pressure = pressing(rng);
  const ways = glyph.map((stroke): Point[] => {
    const drawn = stroke.map(([x, y]) =>
      [x + sloppiness * rng.normal(), y + sloppiness * rng.normal()] as const
    );
    return smooth(drawn, { chords: CHORDS_PER_CURVE })
      .map(([x, y]) => ({ x, y, pressure: pressure(x, y) }));
  });
  for (const warp of [pose(rng), bend(rng)]) ways.flat().forEach(warp);
  const radius = Math.min(2.2, Math.max(0.8, 1.25 * Math.exp(0.25 * rng.normal())));
  // The box that MNIST fits a digit into holds its ink, not only the pen's way.
  place(ways, { longerSide: 19.7 - 1.8 * radius + 0.6 * rng.normal(), rng });
  return ways.flatMap((way) =>
    way.slice(1).map((to, i) => ({
      fromX: way[i].x,
      fromY: way[i].y,
      fromRadius: radius * way[i].pressure,
      toX: to.x,
      toY: to.y,
      toRadius: radius * to.pressure,
    }))
  );
}

/** The pressure of the pen at each place, a slow wave. */
function pressing(rng: Rng): (x: number, y: number) => number {
  const strength = 0.2 * rng.uniform();
  const alongX = 0.3 * rng.normal(), alongY = 0.3 * rng.normal();
  const phase = 2 * Math.PI * rng.uniform();
  return (x, y) => 1 + strength * Math.sin(alongX * x + alongY * y + phase);
}

/** Slant, rotation and stretch about the middle of the glyph's box. */
function pose(rng: Rng): Warp {
  const slant = 0.18 + 0.22 * rng.normal();
  const angle = 0.1 * rng.normal();
  const width = 1.05 * Math.exp(0.16 * rng.normal()), height = Math.exp(0.08 * rng.normal());
  const cos = Math.cos(angle), sin = Math.sin(angle);
  return (point) => {
    const y = (point.y - 10) * height;
    const x = (point.x - 7) * width - slant * y;
    point.x = cos * x - sin * y;
    point.y = sin * x + cos * y;
  };
}

/** A smooth elastic deformation: two waves of random direction along each axis. */
function bend(rng: Rng): Warp {
  const waves = Array.from({ length: 4 }, () => ({
    strength: 0.8 * rng.normal(),
    alongX: 0.2 * rng.normal(),
    alongY: 0.2 * rng.normal(),
    phase: 2 * Math.PI * rng.uniform(),
  }));
  return (point) => {
    const [a, b, c, d] = waves.map(({ strength, alongX, alongY, phase }) =>
      strength * Math.sin(alongX * point.x + alongY * point.y + phase)
    );
    point.x += a + b;
    point.y += c + d;
  };
}

/** Scales the pen's ways to this length of their longer side and moves the centre of their ink to the image's. */
function place(ways: Point[][], { longerSide, rng }: { longerSide: number; rng: Rng }): void {
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  let length = 0, centreX = 0, centreY = 0;
  for (const way of ways) {
    for (const [i, { x, y }] of way.entries()) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      if (i === 0) continue;
      const before = way[i - 1];
      const chord = Math.sqrt((x - before.x) * (x - before.x) + (y - before.y) * (y - before.y));
      length += chord;
      centreX += chord * (x + before.x) / 2;
      centreY += chord * (y + before.y) / 2;
    }
  }
  const scale = longerSide / Math.max(right - left, bottom - top);
  const middle = (IMAGE_SIZE - 1) / 2;
  const shiftX = middle - scale * centreX / length + 0.5 * rng.normal();
  const shiftY = middle - scale * centreY / length + 0.5 * rng.normal();
  for (const point of ways.flat()) {
    point.x = point.x * scale + shiftX;
    point.y = point.y * scale + shiftY;
  }
}
