import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { augmentBatch, drawChange } from "../../../src/training/augment/augment_batch.ts";

const shape = [4, 5, 2], size = 40;
const noise = createRng(2);
const batch = Float32Array.from({ length: 3 * size }, () => noise.uniform());
const input = { shape, rng: createRng(8), isUnit: true };
const all = { shift: 2, flip: "both", rotation: 20, brightness: 0.3 } as const;

Deno.test("a batch without options stays as it is", () => {
  assertEquals(augmentBatch(batch, {}, input), batch);
});

Deno.test("a picture of a batch depends on its values, its place and the stream alone", () => {
  const before = batch.slice(), whole = augmentBatch(batch, all, input);
  assertEquals(augmentBatch(batch, all, input), whole);
  assertEquals(batch, before);
  assertEquals(augmentBatch(batch.subarray(0, size), all, input), whole.slice(0, size));
  const others = batch.slice().fill(0.5, 0, size);
  assertEquals(augmentBatch(others, all, input).slice(size), whole.slice(size));
  assertNotEquals(augmentBatch(batch, all, { ...input, rng: createRng(9) }), whole);
});

Deno.test("the draws of an option do not depend on the other ones", () => {
  const rng = () => createRng(3), change = drawChange(all, rng());
  const { down, right } = drawChange({ shift: all.shift }, rng());
  assertEquals([down, right], [change.down, change.right]);
  assertEquals(drawChange({ rotation: all.rotation }, rng()).turn, change.turn);
  assertEquals(drawChange({ brightness: all.brightness }, rng()).gain, change.gain);
});

Deno.test("draws are uniform: shifts over whole pixels, turns and brightness over their range", () => {
  const count = 4000,
    changes = Array.from(
      { length: count },
      (_, i) => drawChange(all, createRng(1).fork(i)),
    );
  for (const axis of ["down", "right"] as const) {
    for (let way = -2; way <= 2; way++) {
      const share = changes.filter((change) => change[axis] === way).length / count;
      assertAlmostEquals(share, 0.2, 0.03);
    }
  }
  for (const is of ["isMirrored", "isUpsideDown"] as const) {
    assertAlmostEquals(changes.filter((change) => change[is]).length / count, 0.5, 0.03);
  }
  const moments = (values: number[]) => [
    values.reduce((a, b) => a + b) / count,
    values.reduce((a, b) => a + b * b, 0) / count,
    Math.max(...values.map(Math.abs)),
  ];
  // The variance of a uniform number in [-r, r] is r² / 3.
  for (
    const [values, most] of [
      [changes.map(({ turn }) => turn), all.rotation],
      [changes.map(({ gain }) => gain - 1), all.brightness],
    ] as const
  ) {
    const [mean, square, largest] = moments(values);
    assertAlmostEquals(mean, 0, 0.05 * most);
    assertAlmostEquals(square, most ** 2 / 3, 0.05 * most ** 2);
    assert(largest <= most && largest > 0.95 * most);
  }
});

Deno.test("a flip is along the axes that it names alone", () => {
  const flips = (flip: "horizontal" | "vertical") =>
    Array.from({ length: 50 }, (_, i) => drawChange({ flip }, createRng(1).fork(i)));
  assert(flips("horizontal").every(({ isUpsideDown }) => !isUpsideDown));
  assert(flips("horizontal").some(({ isMirrored }) => isMirrored));
  assert(flips("vertical").every(({ isMirrored }) => !isMirrored));
  assert(flips("vertical").some(({ isUpsideDown }) => isUpsideDown));
});

Deno.test("brightness multiplies values, and cuts them to [0, 1] where they lie there", () => {
  const rng = createRng(6), options = { brightness: 1 };
  const gains = [0, 1, 2].map((i) => drawChange(options, rng.fork(i)).gain);
  assert(gains.some((gain) => gain > 1.2));
  const multiplied = Float32Array.from(batch, (value, i) => value * gains[Math.floor(i / size)]);
  assertEquals(augmentBatch(batch, options, { shape, rng, isUnit: false }), multiplied);
  assertEquals(
    augmentBatch(batch, options, { shape, rng, isUnit: true }),
    multiplied.map((value) => Math.min(value, 1)),
  );
});
