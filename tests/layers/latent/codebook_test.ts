import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { type Codebook, nextCodebook } from "../../../src/layers/latent/codebook.ts";
import { cut, nearestPlain } from "../../training/plain_quantization.ts";

const ENTRIES = 6, SIZE = 3;

/** The vectors [M, d] of a batch, about some centres. */
function batch(seed: number, count = 40): number[] {
  const rng = createRng(9).fork(seed);
  return Array.from(
    { length: count * SIZE },
    (_, i) => Math.fround(3 * (Math.floor(i / SIZE) % 4) + rng.normal()),
  );
}

const fresh = (): Codebook => ({
  codebook: Float32Array.from(batch(1, ENTRIES)),
  count: new Float32Array(ENTRIES),
  sum: new Float32Array(ENTRIES * SIZE),
});

const nearestOf = (vectors: number[], { codebook }: Codebook) =>
  cut(vectors, SIZE).map((vector) => nearestPlain(vector, cut([...codebook], SIZE)));

/** A few steps, each with the vectors of its own batch. */
function run(start: Codebook, { steps, restart, seed = 0 }: {
  steps: number;
  restart: number;
  seed?: number;
}): Codebook[] {
  const books = [start];
  for (let step = 1; step <= steps; step++) {
    const vectors = batch(step), before = books.at(-1)!;
    books.push(nextCodebook(before, {
      vectors,
      nearest: nearestOf(vectors, before),
      decay: 0.9,
      restart,
      rng: createRng(seed).fork(step),
    }));
  }
  return books;
}

Deno.test("entries are the running averages of their vectors, as in doubles", () => {
  const books = run(fresh(), { steps: 8, restart: 0 });
  const count = Array(ENTRIES).fill(0);
  const sum = Array.from({ length: ENTRIES }, () => Array(SIZE).fill(0));
  let codebook = cut([...books[0].codebook], SIZE);
  books.slice(1).forEach((book, i) => {
    const vectors = cut(batch(i + 1), SIZE);
    const own = codebook.map((_, n) => vectors.filter((z) => nearestPlain(z, codebook) === n));
    codebook = codebook.map((entry, n) => {
      count[n] = 0.9 * count[n] + 0.1 * own[n].length;
      sum[n] = sum[n].map((old, j) => 0.9 * old + 0.1 * own[n].reduce((a, z) => a + z[j], 0));
      return count[n] > 0 ? sum[n].map((value) => value / count[n]) : entry;
    });
    codebook.flat().forEach((value, j) => assertAlmostEquals(book.codebook[j], value, 1e-5));
    count.forEach((value, n) => assertAlmostEquals(book.count[n], value, 1e-5));
  });
});

Deno.test("an entry without a vector stays where it is, for however long", () => {
  const start: Codebook = {
    codebook: Float32Array.of(1, 2, 3, 50, 60, 70),
    count: Float32Array.of(1, 1),
    sum: Float32Array.of(1, 2, 3, 50, 60, 70),
  };
  let book = start;
  for (let step = 0; step < 3000; step++) {
    const options = { vectors: [1, 2, 3], nearest: [0], decay: 0.9, restart: 0, rng: createRng(1) };
    book = nextCodebook(book, options);
  }
  [1, 2, 3, 50, 60, 70].forEach((value, i) => assertAlmostEquals(book.codebook[i], value, 1e-5));
});

Deno.test("at the first step all entries become different vectors of the batch", () => {
  const [, book] = run(fresh(), { steps: 1, restart: 0.1 });
  const vectors = cut(batch(1), SIZE).map(String);
  const places = cut([...book.codebook], SIZE).map((entry) => vectors.indexOf(String(entry)));
  assert(places.every((place) => place >= 0));
  assertEquals(new Set(places).size, ENTRIES);
  assertEquals([...book.count], Array(ENTRIES).fill(Math.fround(40 / ENTRIES)));
});

Deno.test("restarts are seeded, and are for the entries alone that are hardly used", () => {
  const start = { ...fresh(), count: Float32Array.of(9, 9, 0.6, 9, 0.5, 9) };
  const vectors = batch(3);
  // The last two entries are in use; an even share is 40 / 6 and a tenth of that 0.67.
  const nearest = vectors.slice(0, 40).map((_, i) => [0, 1, 3, 5][i % 4]);
  const step = (seed: number) =>
    nextCodebook(start, { vectors, nearest, decay: 0.99, restart: 0.1, rng: createRng(seed) });
  assertEquals(step(1), step(1));
  assertNotEquals(step(1).codebook, step(2).codebook);
  const kept = nextCodebook(start, {
    vectors,
    nearest,
    decay: 0.99,
    restart: 0,
    rng: createRng(1),
  });
  const changed = cut([...step(1).codebook], SIZE).flatMap((entry, n) =>
    String(entry) === String(cut([...kept.codebook], SIZE)[n]) ? [] : [n]
  );
  assertEquals(changed, [2, 4]);
});

Deno.test("restarts bring a codebook into use that would collapse without them", () => {
  // All entries start far from the data, so that one of them is the nearest of all vectors.
  const far = { ...fresh(), codebook: fresh().codebook.map((value, i) => 100 + i + value) };
  const inUse = (restart: number) => {
    const book = run(far, { steps: 60, restart }).at(-1)!;
    return new Set(nearestOf(batch(99), book)).size;
  };
  assertEquals([inUse(0), inUse(0.1)], [1, ENTRIES]);
});
