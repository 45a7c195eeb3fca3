import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  boundsOf,
  fitView,
  itemsInView,
  panView,
  placeOf,
  pointAt,
  zoomView,
} from "../../../../src/web/map/points/view.ts";

const size = { width: 200, height: 100 };

Deno.test("the view of all items holds them with a margin, at one scale along both axes", () => {
  const positions = Float32Array.of(-2, 0, 6, 1, 0, 3);
  const view = fitView(boundsOf(positions), size);
  // The width of 8 fits 25 pixels a unit, the height of 3 fits 33: the lesser counts, less 8 %.
  assertEquals(view, { x: 2, y: 1.5, scale: 23 });
  assertEquals(itemsInView(positions, { view, size }), [0, 1, 2]);
});

Deno.test("items that lie at one place have a view, and no items have one", () => {
  assertEquals(fitView(boundsOf(Float32Array.of(5, 7, 5, 7)), size), { x: 5, y: 7, scale: 200 });
  assertEquals(fitView(boundsOf(new Float32Array(0)), size), { x: 0, y: 0, scale: 200 });
});

Deno.test("places on a map and points of the plane are each other's inverse; y grows upwards", () => {
  const view = { x: 3, y: -1, scale: 10 };
  assertEquals(placeOf(view, { point: [3, -1], size }), { left: 100, top: 50 });
  assertEquals(placeOf(view, { point: [4, 1], size }), { left: 110, top: 30 });
  assertEquals(pointAt(view, { at: { left: 110, top: 30 }, size }), [4, 1]);
});

Deno.test("a pan moves what is shown by its pixels", () => {
  const view = { x: 3, y: -1, scale: 10 }, point = [4, 1] as const;
  const before = placeOf(view, { point, size });
  const after = placeOf(panView(view, { left: 7, top: -3 }), { point, size });
  assertAlmostEquals(after.left - before.left, 7);
  assertAlmostEquals(after.top - before.top, -3);
});

Deno.test("a zoom keeps what lies at its place, and stays within its scales", () => {
  const all = { x: 3, y: -1, scale: 10 }, at = { left: 30, top: 80 };
  const zoomed = zoomView(all, { factor: 3, at, size, all });
  assertAlmostEquals(zoomed.scale, 30);
  const [x, y] = pointAt(zoomed, { at, size }), [beforeX, beforeY] = pointAt(all, { at, size });
  assertAlmostEquals(x, beforeX);
  assertAlmostEquals(y, beforeY);
  assertEquals(zoomView(all, { factor: 1e9, at, size, all }).scale, 40_000);
  assertEquals(zoomView(all, { factor: 1e-9, at, size, all }).scale, 5);
});
