import { assertEquals, assertThrows } from "@std/assert";
import { nearestNeighbourError, nearestNeighbours } from "../../src/baselines/mod.ts";
import type { MatMul } from "../../src/baselines/mod.ts";
import { plainMatMul } from "../../src/baselines/mat_mul.ts";
import { createRng } from "../../src/core/rng.ts";
import { tensorProduct } from "../../src/evaluation/passes/tensor_product.ts";
import "../start_backend.ts";

/** Rows of normal numbers about a point. */
function draw(count: number, size: number, { seed, about = 0 }: { seed: number; about?: number }) {
  const rng = createRng(seed);
  const values = Float32Array.from({ length: count * size }, () => about + rng.normal());
  return { shape: [count, size], values };
}

/** The nearest rows by a loop over all pairs, and their distances. */
function plainNeighbours(known: ReturnType<typeof draw>, asked: ReturnType<typeof draw>): number[] {
  const [count, size] = known.shape;
  return Array.from({ length: asked.shape[0] }, (_, row) => {
    const distances = Array.from({ length: count }, (_, other) => {
      let sum = 0;
      for (let i = 0; i < size; i++) {
        sum += (asked.values[row * size + i] - known.values[other * size + i]) ** 2;
      }
      return sum;
    });
    return distances.indexOf(Math.min(...distances));
  });
}

Deno.test("nearestNeighbours() finds what a loop over all pairs finds, over several blocks", () => {
  const known = draw(5000, 3, { seed: 1 }), asked = draw(600, 3, { seed: 2 });
  const expected = plainNeighbours(known, asked);
  for (const matMul of [plainMatMul, tensorProduct]) {
    assertEquals([...nearestNeighbours(known, asked, { matMul })], expected);
  }
});

Deno.test("nearestNeighbours() is exact where 32-bit products tell nothing apart", () => {
  // Squared norms are of the size of 10⁸, squared distances of that of 10.
  const known = draw(300, 8, { seed: 3, about: 4000 }),
    asked = draw(50, 8, { seed: 4, about: 4000 });
  const expected = plainNeighbours(known, asked);
  assertEquals([...nearestNeighbours(known, asked, { matMul: tensorProduct })], expected);
  // As wrong as a product may be.
  const wrong: MatMul = (a, b, options) => {
    const { shape, values } = plainMatMul(a, b, options), rng = createRng(5);
    return { shape, values: values.map((value) => value * (1 + 5e-7 * (2 * rng.uniform() - 1))) };
  };
  assertEquals([...nearestNeighbours(known, asked, { matMul: wrong })], expected);
});

Deno.test("nearestNeighbours() takes the first of equal rows", () => {
  const known = { shape: [4, 1], values: Float32Array.of(3, 1, 1, -1) };
  const asked = { shape: [3, 1], values: Float32Array.of(1, 0, 2) };
  assertEquals([...nearestNeighbours(known, asked, { matMul: plainMatMul })], [1, 1, 0]);
});

Deno.test("nearestNeighbourError() is the share whose neighbour is of another class", () => {
  const known = { codes: { shape: [2, 1], values: Float32Array.of(0, 10) }, labels: [4, 7] };
  const codes = { shape: [4, 1], values: Float32Array.of(1, 2, 9, 8) };
  const asked = { codes, labels: [4, 7, 7, 7], matMul: plainMatMul };
  assertEquals(nearestNeighbourError(known, asked), 0.25);
});

Deno.test("nearestNeighbours() refuses rows of another size, and none", () => {
  const rows = (count: number, size: number) => draw(count, size, { seed: 6 });
  for (const [known, asked] of [[rows(2, 3), rows(2, 4)], [rows(0, 3), rows(2, 3)]]) {
    assertThrows(
      () => nearestNeighbours(known, asked, { matMul: plainMatMul }),
      RangeError,
      "expected rows of one size, and one at least to be found",
    );
  }
});
