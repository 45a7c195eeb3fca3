/** A place on the plane, y downwards. */
export type Place = readonly [x: number, y: number];

/**
 * The places that a pen passes through, in order; the pen's way between them is a smooth curve, and
 * a place given twice is a corner.
 */
export type Stroke = readonly Place[];

/** The strokes of one way to write one character. */
export type Glyph = readonly Stroke[];

/** Reads strokes written as "x y, x y, …". */
export function glyph(...strokes: string[]): Glyph {
  return strokes.map((stroke) =>
    stroke.split(", ").map((place) => {
      const [x, y] = place.split(" ").map(Number);
      return [x, y] as const;
    })
  );
}

/**
 * The pen's way through a stroke: a uniform spline (Catmull and Rom, "A class of local interpolating
 * splines", 1974), cut into `chords` chords between two places of the stroke.
 */
export function smooth(stroke: Stroke, { chords }: { chords: number }): Place[] {
  const at = (i: number) => stroke[Math.min(stroke.length - 1, Math.max(0, i))];
  const way = [at(0)];
  for (let i = 0; i + 1 < stroke.length; i++) {
    const [ax, ay] = at(i - 1), [bx, by] = at(i), [cx, cy] = at(i + 1), [dx, dy] = at(i + 2);
    for (let step = 1; step <= chords; step++) {
      const t = step / chords;
      way.push([catmullRom([ax, bx, cx, dx], t), catmullRom([ay, by, cy, dy], t)]);
    }
  }
  return way;
}

function catmullRom([a, b, c, d]: readonly [number, number, number, number], t: number): number {
  return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
