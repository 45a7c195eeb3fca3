import { assert, assertEquals } from "@std/assert";
import { createRng } from "../../../../src/core/rng.ts";
import { placeThumbnails } from "../../../../src/web/map/points/place_thumbnails.ts";
import {
  hasHardEdges,
  pointRadius,
  thumbnailSide,
} from "../../../../src/web/map/points/point_sizes.ts";

const size = { width: 400, height: 300 }, side = 30;
const rng = createRng(2);
const positions = Float32Array.from({ length: 600 }, () => rng.normal());
const order = rng.permutation(300);
const place = (x: number, isShown = (_item: number) => true) =>
  placeThumbnails(positions, { order, isShown, view: { x, y: 0, scale: 80 }, size, side });

/** Takes the items in their order, each if it covers none of those taken. */
function naivePlaces(x: number): number[] {
  const taken: { item: number; left: number; top: number }[] = [];
  for (const item of order) {
    const left = 200 + (positions[2 * item] - x) * 80, top = 150 - positions[2 * item + 1] * 80;
    if (left < -side || left > 430 || top < -side || top > 330) continue;
    const covers = taken.some((each) =>
      Math.abs(each.left - left) < side && Math.abs(each.top - top) < side
    );
    if (!covers) taken.push({ item, left, top });
  }
  return taken.map(({ item }) => item);
}

Deno.test("thumbnails are those of the first items of which none covers another", () => {
  const items = place(0).map(({ item }) => item);
  assert(items.length > 30);
  assertEquals(items, naivePlaces(0));
});

Deno.test("a pan moves thumbnails and leaves those within as they are", () => {
  const [before, after] = [place(0), place(0.05)].map((each) =>
    new Set(each.filter(({ left }) => left > 100 && left < 300).map(({ item }) => item))
  );
  const same = [...before].filter((item) => after.has(item));
  assert(same.length > 0.85 * before.size);
});

Deno.test("crowds have no thumbnails, and neither have items that are switched off", () => {
  const view = { x: 0, y: 0, scale: 1 }, isShown = () => true;
  const small = { width: 90, height: 60 };
  assertEquals(placeThumbnails(positions, { order, isShown, view, size: small, side }), []);
  const [{ item: first }] = place(0);
  assertEquals(place(0, (item) => item === first).map(({ item }) => item), [first]);
});

Deno.test("points shrink where there are many, and grow with a zoom, within bounds", () => {
  const at = (count: number, zoom: number) => pointRadius({ count, zoom, size });
  assertEquals([at(10, 1), at(1e6, 1), at(10, 1e6)], [4.5, 1.1, 7]);
  assert(at(1000, 1) > at(2000, 1) && at(2000, 4) > at(2000, 1));
});

Deno.test("points have hard edges where very many are in view", () => {
  const at = (count: number, zoom: number) => hasHardEdges({ count, zoom, size });
  assertEquals([at(60_000, 1), at(60_000, 3), at(10_000, 0.5)], [true, false, false]);
});

Deno.test("thumbnails are twice as large where a zoom leaves room", () => {
  const of = (longest: number, zoom: number) => thumbnailSide(longest, { count: 600, zoom, size });
  // 120,000 pixels hold 153 thumbnails of 28: less than 12 for each item until 600 are 12.
  assertEquals([of(28, 1), of(28, 6), of(28, 7.5), of(64, 9), of(8, 1)], [28, 28, 56, 64, 28]);
});
