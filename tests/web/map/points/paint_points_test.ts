import { assert, assertEquals } from "@std/assert";
import { LEVELS } from "../../../../src/web/map/items/emphasis.ts";
import {
  createSheet,
  type PaintedPoints,
  paintPoints,
  placesInOrder,
} from "../../../../src/web/map/points/paint_points.ts";
import { drawSprite, type PointStyle, SHAPES } from "../../../../src/web/map/points/sprite.ts";

const styles: PointStyle[] = [
  { colour: [255, 0, 0], shape: "disc" },
  { colour: [0, 0, 255], shape: "square" },
];

/** Paints two points, and reads the pixel at a place of the canvas, 40 × 20. */
function painted(
  changes: Partial<PaintedPoints> & { positions?: Float32Array },
): (column: number, row: number) => readonly number[] {
  const sheet = createSheet({ width: 40, height: 20 });
  const { positions = Float32Array.of(-1, 0, 1, 0), order = Uint32Array.of(0, 1) } = changes;
  paintPoints(sheet, {
    order,
    places: placesInOrder(positions, order),
    styleOf: Uint8Array.of(0, 1),
    levelOf: new Uint8Array(2).fill(LEVELS.plain),
    styles,
    ground: [10, 20, 30],
    view: { x: 0, y: 0, scale: 10 },
    radius: 3,
    isHard: false,
    ...changes,
  });
  const bytes = new Uint8Array(sheet.pixels.buffer);
  return (column, row) => {
    const at = 4 * ((row + sheet.margin) * sheet.width + column + sheet.margin);
    return [...bytes.subarray(at, at + 4)];
  };
}

Deno.test("points are painted at their places in their colours, over the ground", () => {
  const pixel = painted({});
  assertEquals(pixel(10, 10), [255, 0, 0, 255]);
  assertEquals(pixel(30, 10), [0, 0, 255, 255]);
  assertEquals(pixel(20, 10), [10, 20, 30, 255]);
});

Deno.test("later points lie over earlier ones, and raised ones over all", () => {
  const positions = new Float32Array(4);
  assertEquals(painted({ positions })(20, 10), [0, 0, 255, 255]);
  assertEquals(painted({ positions, order: Uint32Array.of(1, 0) })(20, 10), [255, 0, 0, 255]);
  const levelOf = Uint8Array.of(LEVELS.raised, LEVELS.plain);
  assertEquals(painted({ positions, levelOf })(20, 10), [255, 0, 0, 255]);
});

Deno.test("hidden points are not painted, and faded ones have a sixth of their colour", () => {
  const pixel = painted({ levelOf: Uint8Array.of(LEVELS.hidden, LEVELS.faded) });
  assertEquals(pixel(10, 10), [10, 20, 30, 255]);
  const mixed = [10, 20, 30].map((below, i) => Math.round(below + 0.16 * ([0, 0, 255][i] - below)));
  assertEquals(pixel(30, 10), [...mixed, 255]);
});

Deno.test("points at and beyond the edges write within the sheet alone", () => {
  for (const [x, y] of [[2, 1], [-2, -1], [2.6, 0], [0, 9], [1e9, -1e9]]) {
    const pixel = painted({ positions: Float32Array.of(x, y, x, y), radius: 100 });
    assert([10, 0].includes(pixel(20, 10)[0]));
  }
});

Deno.test("a shape covers about the area that it has", () => {
  const radius = 8;
  const areas = {
    disc: Math.PI,
    square: 1.78 ** 2,
    diamond: 2 * 1.25 ** 2,
    triangle: 2.03 ** 2 / 2,
  };
  for (const shape of SHAPES) {
    const { full, shares } = drawSprite(shape, { radius, width: 100 });
    const area = full.length + shares.reduce((sum, share) => sum + share / 128, 0);
    assert(Math.abs(area / radius ** 2 / areas[shape] - 1) < 0.05, `${shape} covers ${area}`);
  }
});

Deno.test("hard edges cover pixels as a whole or not at all", () => {
  const { full, edges } = drawSprite("disc", { radius: 1.1, width: 100, isHard: true });
  assertEquals([[...full], edges.length], [[-100, -1, 0, 1, 100], 0]);
});
