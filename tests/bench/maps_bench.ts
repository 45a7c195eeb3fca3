import { createRng } from "../../src/core/rng.ts";
import { startMaps } from "../../src/maps/memory/map_memory.ts";
import { candidatesOf } from "../../src/maps/neighbours/candidates.ts";
import { startDistances } from "../../src/maps/neighbours/squared_distances.ts";
import { compare, type Comparison } from "./compare.ts";

/** The number of neighbours, and of groups that the points of a map lie in. */
const NEAREST = 90, GROUPS = 10;

/** A map of so many points: groups as t-SNE makes them. */
function mapOf(count: number): Float32Array<ArrayBuffer> {
  const rng = createRng(0);
  const centres = Array.from({ length: 2 * GROUPS }, () => 40 * rng.normal());
  return Float32Array.from(
    { length: 2 * count },
    (_, at) => centres[2 * ((at >> 1) % GROUPS) + at % 2] + 8 * rng.normal(),
  );
}

/** Pushes all points apart, pair by pair, by a loop of JavaScript. */
function plainRepel(points: Float32Array, forces: Float32Array): number {
  let total = 0;
  for (let i = 0; i < points.length; i += 2) {
    let x = 0, y = 0;
    for (let j = 0; j < points.length; j += 2) {
      const dx = points[i] - points[j], dy = points[i + 1] - points[j + 1];
      const near = 1 / (1 + dx * dx + dy * dy);
      total += near;
      x += near * near * dx;
      y += near * near * dy;
    }
    forces[i] = x;
    forces[i + 1] = y;
  }
  return total;
}

/** Pulls each point to others, entry by entry, by a loop of JavaScript. */
function plainAttract(
  points: Float32Array,
  items: Uint32Array,
  { weights, forces }: { weights: Float32Array; forces: Float32Array },
): void {
  const each = items.length / (points.length / 2);
  for (let i = 0, entry = 0; i < points.length; i += 2) {
    let x = 0, y = 0;
    for (let k = 0; k < each; k++, entry++) {
      const j = 2 * items[entry], dx = points[i] - points[j], dy = points[i + 1] - points[j + 1];
      const pull = weights[entry] / (1 + dx * dx + dy * dy);
      x += pull * dx;
      y += pull * dy;
    }
    forces[i] = x;
    forces[i + 1] = y;
  }
}

/** The distances of each point to all, sorted, by a loop of JavaScript. */
function plainNeighbours(values: Float32Array, size: number): void {
  const count = values.length / size, squares = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let a = i * size, b = j * size, end = a + size; a < end; a++, b++) {
        const difference = values[a] - values[b];
        sum += difference * difference;
      }
      squares[j] = sum;
    }
    squares.sort();
  }
}

/** Neighbours, and the two forces of a step of t-SNE, beside plain JavaScript. */
export async function* mapsBench(): AsyncIterable<Comparison> {
  const wasm = await WebAssembly.compile(
    await Deno.readFile(new URL("../../build/kernels/maps.wasm", import.meta.url)),
  );
  const rng = createRng(1);
  for (const [count, size] of [[2000, 50], [2000, 784]]) {
    const values = Float32Array.from({ length: count * size }, () => rng.normal());
    const distances = startDistances({ shape: [count, size], values }, await startMaps(wasm));
    const start = distances.memory.take(0);
    yield compare({
      name: "the 90 nearest of each point, beside plain JavaScript",
      size: `${count.toLocaleString("en")} × ${size}`,
      ours() {
        candidatesOf(distances, NEAREST);
        distances.memory.reset(start);
      },
      stock: () => plainNeighbours(values, size),
      slow: true,
    });
  }
  for (const [count, theta] of [[2000, 0], [2000, 0.5], [10_000, 0.5]]) {
    const memory = await startMaps(wasm), { kernels } = memory, points = mapOf(count);
    const at = memory.take(8 * count), out = memory.take(8 * count);
    const scratch = memory.take(kernels.repelScratch(count)), forces = new Float32Array(2 * count);
    memory.floats(at, 2 * count).set(points);
    yield compare({
      name: `t-SNE, all points apart${
        theta ? `, theta ${theta}` : ""
      }, beside all pairs in JavaScript`,
      size: `${count.toLocaleString("en")} points`,
      ours: () => void kernels.repel(at, count, theta, scratch, out),
      stock: () => void plainRepel(points, forces),
      slow: count > 2000,
    });
  }
  const count = 10_000, each = 124, memory = await startMaps(wasm), { kernels } = memory;
  const points = mapOf(count),
    items = Uint32Array.from(
      { length: count * each },
      (_, at) => (Math.floor(at / each) + GROUPS * rng.integer(count / GROUPS)) % count,
    );
  const weights = Float32Array.from(items, () => rng.uniform()),
    forces = new Float32Array(2 * count);
  const [at, out] = [memory.take(8 * count), memory.take(8 * count)],
    endsAt = memory.take(4 * count);
  const itemsAt = memory.take(4 * items.length), weightsAt = memory.take(4 * items.length);
  memory.floats(at, 2 * count).set(points);
  memory.integers(endsAt, count).set(Uint32Array.from({ length: count }, (_, i) => (i + 1) * each));
  memory.integers(itemsAt, items.length).set(items);
  memory.floats(weightsAt, items.length).set(weights);
  yield compare({
    name: "t-SNE, neighbours together, beside JavaScript",
    size: `${count.toLocaleString("en")} points, ${each} each`,
    ours: () => kernels.attract(at, endsAt, itemsAt, weightsAt, count, out),
    stock: () => plainAttract(points, items, { weights, forces }),
  });
}
