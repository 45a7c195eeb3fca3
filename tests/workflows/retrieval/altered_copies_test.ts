/** Copies of pictures that are altered, and what they find. */
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { wholeBatch } from "../../../src/data/mod.ts";
import { readRunData } from "../../../src/runs/run_data.ts";
import {
  ALTERATION_NAMES,
  type AlterationName,
  ALTERATIONS,
} from "../../../src/workflows/retrieval/altered_copies.ts";
import { measureCopies } from "../../../src/workflows/retrieval/measure_copies.ts";
import { writePoints } from "../points.ts";
import { trainSmall } from "./train_small.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** A picture whose values say where they stand: 16 rows of 32 columns. */
const grey = {
  shape: [16, 32, 1],
  values: Uint8Array.from({ length: 512 }, (_, i) => 4 * Math.floor(i / 32) + 3 * (i % 32)),
};

const at = (values: Uint8Array, row: number, column: number) => values[32 * row + column];

Deno.test("a copy is moved by a sixteenth, mirrored, or brighter up to white", () => {
  const moved = ALTERATIONS.shift(grey), other = ALTERATIONS.mirror(grey);
  const bright = ALTERATIONS.brightness(grey);
  for (const [row, column] of [[3, 5], [15, 31], [1, 2]]) {
    assertEquals(at(moved, row, column), at(grey.values, row - 1, column - 2));
    assertEquals(at(other, row, column), at(grey.values, row, 31 - column));
    assertEquals(at(bright, row, column), Math.round(1.3 * at(grey.values, row, column)));
  }
  assertEquals(at(moved, 0, 0), 0);
  const white = { shape: [1, 1, 1], values: Uint8Array.of(230) };
  assertEquals([...ALTERATIONS.brightness(white)], [255]);
});

Deno.test("a crop is the middle of a picture, as large as that", () => {
  const values = ALTERATIONS.crop(grey);
  assertEquals(values.length, 512);
  // Its corners lie by those of the middle, and its own middle stays where it was.
  assertAlmostEquals(at(values, 0, 0), at(grey.values, 1, 2), 3);
  assertAlmostEquals(at(values, 15, 31), at(grey.values, 14, 29), 3);
  assertAlmostEquals(at(values, 8, 16), at(grey.values, 8, 16), 4);
});

Deno.test("a picture that was a JPEG is nearly itself, grey and in colour, and of any size", () => {
  for (const shape of [[16, 32, 1], [9, 13, 3], [1, 1, 3]]) {
    const [height, width, channels] = shape, pixels = height * width;
    const values = Uint8Array.from(
      { length: pixels * channels },
      (_, i) => 60 + 5 * Math.floor(i / channels / width) + 3 * (Math.floor(i / channels) % width),
    );
    const found = ALTERATIONS.jpeg({ shape, values });
    assertEquals(found.length, values.length);
    const apart = found.map((value, i) => Math.abs(value - values[i]));
    assert(Math.max(...apart) < 40, `${Math.max(...apart)}`);
    assert(pixels === 1 || apart.some((value) => value > 0));
  }
});

Deno.test("the copies that find their own picture are those for which none is nearer", async () => {
  const run = await trainSmall(directory, { name: "strokes", count: 40 });
  const found = await measureCopies(run, { queries: 1000 });
  const { train } = await readRunData(run), { values } = wholeBatch(train);
  assertEquals([found.queries, found.items], [train.count, train.count]);
  const size = 784,
    pictures = Array.from(
      { length: train.count },
      (_, i) => values.slice(i * size, (i + 1) * size),
    );
  const distance = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
  const recall = (alteration: AlterationName, rank: number) => {
    const right = pictures.filter((picture, own) => {
      const bytes = Uint8Array.from(picture, (value) => Math.round(255 * value));
      const copy = Float32Array.from(
        ALTERATIONS[alteration]({ shape: [28, 28, 1], values: bytes }),
        (byte) => byte / 255,
      );
      const to = pictures.map((other) => distance(copy, other));
      return to.filter((other) => other < to[own]).length < rank;
    });
    return right.length / pictures.length;
  };
  const way = found.ways.find(({ name }) => name === "inputs, euclidean")!;
  for (const name of ALTERATION_NAMES) {
    assertAlmostEquals(way.recall[name].first, recall(name, 1), 1e-9, name);
    assertAlmostEquals(way.recall[name].ten, recall(name, 10), 1e-9, name);
  }
  assert(found.ways.every(({ name }) => !name.includes("sorted")));
});

Deno.test("data that are no pictures are refused in one sentence", async () => {
  const table = writePoints(directory);
  const run = await trainSmall(directory, { name: table }, { name: "table" });
  await assertRejects(
    () => measureCopies(run, { queries: 10 }),
    RangeError,
    `Cannot measure what copies find in ${run.directory}: ${table} has no grey or colour pictures`,
  );
});
