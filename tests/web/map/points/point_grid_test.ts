import { assert, assertEquals } from "@std/assert";
import { createRng } from "../../../../src/core/rng.ts";
import { createPointGrid, nextItem, type Way } from "../../../../src/web/map/points/point_grid.ts";

/** Looks at every item. */
function naiveNearest(
  positions: Float32Array,
  [x, y]: readonly [number, number],
  { within, accepts }: { within: number; accepts: (item: number) => boolean },
): number | undefined {
  let found: number | undefined, least = within * within;
  for (let i = positions.length / 2 - 1; i >= 0; i--) {
    const dx = positions[2 * i] - x, dy = positions[2 * i + 1] - y;
    if (dx * dx + dy * dy > least || !accepts(i)) continue;
    least = dx * dx + dy * dy;
    found = i;
  }
  return found;
}

/** Clouds of many kinds, by name. */
const clouds: Readonly<Record<string, Float32Array>> = {
  normal: cloud(3000, (rng) => [rng.normal(), 5 * rng.normal()]),
  "one far away": Float32Array.of(...cloud(500, (rng) => [rng.normal(), rng.normal()]), 1e6, 1e6),
  line: cloud(300, (rng) => [rng.normal(), 2]),
  "nearly a line": cloud(300, (rng) => [rng.normal(), 1e-9 * rng.normal()]),
  "one place": cloud(20, () => [4, 4]),
  pairs: cloud(400, (rng) => [rng.integer(9), rng.integer(9)]),
  one: Float32Array.of(1, 2),
};

function cloud(
  count: number,
  draw: (rng: ReturnType<typeof createRng>) => readonly [number, number],
): Float32Array {
  const rng = createRng(count);
  return Float32Array.from(Array.from({ length: count }, () => draw(rng)).flat());
}

for (const [name, positions] of Object.entries(clouds)) {
  Deno.test(`the grid finds of ${name} what a look at each item finds`, () => {
    const grid = createPointGrid(positions), rng = createRng(1), count = positions.length / 2;
    let hits = 0;
    for (let trial = 0; trial < 300; trial++) {
      const near = rng.integer(count), reach = 10 ** (3 * rng.uniform() - 2);
      const point = [
        positions[2 * near] + reach * rng.normal(),
        positions[2 * near + 1] + reach * rng.normal(),
      ] as const;
      const accepts = (item: number) => trial % 2 === 0 || item % 3 !== 0;
      const options = { within: trial % 10 === 0 ? Infinity : reach, accepts };
      const found = grid.nearest(point, options);
      assertEquals(found, naiveNearest(positions, point, options));
      if (found !== undefined) hits++;
    }
    assert(hits >= (count > 1 ? 100 : 20), `${hits} of 300 were hits`);
  });
}

Deno.test("a grid of no items finds none", () => {
  assertEquals(createPointGrid(new Float32Array(0)).nearest([0, 0], { within: 9 }), undefined);
});

Deno.test("the next item is the nearest within 45° of its way", () => {
  //           0     1     2     3      4
  const places = [[0, 0], [3, 1], [2, 5], [-4, 0], [1, -9]];
  const positions = Float32Array.from(places.flat());
  const from = (way: Way, accepts = (item: number) => item > 0) =>
    nextItem(positions, { from: [0, 0], way, accepts });
  assertEquals([from("right"), from("up"), from("left"), from("down")], [1, 2, 3, 4]);
  assertEquals(from("left", (item) => item < 3), undefined);
});
