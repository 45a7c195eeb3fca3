/** The pictures that are nearest to others, as a sheet shows them. */
import { assertEquals, assertRejects } from "@std/assert";
import { wholeBatch } from "../../../src/data/mod.ts";
import { loadRun } from "../../../src/runs/load_run.ts";
import { readRunData } from "../../../src/runs/run_data.ts";
import { nearestPictures } from "../../../src/workflows/retrieval/nearest_pictures.ts";
import { writePoints } from "../points.ts";
import { trainSmall } from "./train_small.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

Deno.test("a sheet has each query, and what a sort of all distances finds, in a row for each way", async () => {
  const run = await trainSmall(directory, { name: "strokes", count: 50, validation: 0.2 });
  const { ways, images, columns, places, shape } = await nearestPictures(run, {
    split: "validation",
  });
  assertEquals([ways, columns, shape], [
    ["codes, euclidean", "pixels, euclidean"],
    11,
    [28, 28, 1],
  ]);
  const { train, validation } = await readRunData(run);
  const size = 784, queries = Math.min(8, validation!.count);
  // A query in front of two rows of ten.
  assertEquals(images.length, queries * 21 * size);
  assertEquals(
    places.slice(0, 22),
    [0, ...Array.from({ length: 10 }, (_, i) => 1 + i)].concat(
      Array.from({ length: 10 }, (_, i) => 12 + i),
      [22],
    ),
  );
  const picture = (at: number) => images.slice(at * size, (at + 1) * size);
  await using autoencoder = await loadRun(run.directory);
  const codes = (await autoencoder.encode(wholeBatch(train))).values;
  const all = wholeBatch(train).values;
  const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
  for (let query = 0; query < queries; query++) {
    const asked = picture(query * 21);
    const { values: code } = await autoencoder.encode({ shape: [1, ...shape], values: asked });
    const orders = [
      (item: number) => distance(code, codes.subarray(2 * item, 2 * item + 2)),
      (item: number) => distance(asked, all.subarray(size * item, size * (item + 1))),
    ];
    for (const [way, far] of orders.entries()) {
      const nearest = [...Array(train.count).keys()].sort((a, b) => far(a) - far(b));
      const first = picture(query * 21 + 1 + 10 * way), [item] = nearest;
      assertEquals(first, all.slice(item * size, (item + 1) * size));
    }
  }
});

Deno.test("what is no picture is not drawn", async () => {
  const table = writePoints(directory);
  const run = await trainSmall(directory, { name: table }, { name: "table" });
  await assertRejects(
    () => nearestPictures(run, { split: "test" }),
    RangeError,
    `Cannot draw what ${run.directory} finds: ${table} has no pictures`,
  );
});
