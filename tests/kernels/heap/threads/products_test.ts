import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../../src/core/rng.ts";
import { readKernels } from "../../../../src/io/read_kernels.ts";
import { startBackend } from "../../../../src/kernels/mod.ts";
import { endThreads, startThreads, threadCounts } from "../../../../src/kernels/heap/heap.ts";
import { setSharing } from "../../../../src/kernels/heap/threads/share_work.ts";

Deno.test("products of any sizes have the same bytes on several threads as on one", async () => {
  await startBackend({ binaries: await readKernels(), threads: 3 });
  const rng = createRng(5);
  const cases = Array.from({ length: 60 }, () => {
    const size = (most: number) => 1 + Math.floor(rng.uniform() ** 2 * most);
    const [rows, columns, depth] = [size(500), size(500), size(600)];
    const batch = rng.uniform() < 0.2 ? 1 + Math.floor(rng.uniform() * 40) : 1;
    const share = rng.uniform() < 0.3 ? 0.1 : 1;
    const value = () => rng.uniform() < share ? rng.normal() : 0;
    return {
      ...{ rows: batch > 1 ? Math.ceil(rows / 10) : rows, columns, depth, batch },
      ...{ value, transposeA: rng.uniform() < 0.5, transposeB: rng.uniform() < 0.5 },
    };
  });
  const products = cases.map(({ rows, columns, depth, batch, value, transposeA, transposeB }) => {
    const shapeA = transposeA ? [batch, depth, rows] : [batch, rows, depth];
    const shapeB = transposeB ? [batch, columns, depth] : [batch, depth, columns];
    const random = (shape: number[]) =>
      tf.tensor(Float32Array.from({ length: tf.util.sizeFromShape(shape) }, value), shape);
    const a = random(shapeA), b = random(shapeB);
    return () => tf.tidy(() => tf.matMul(a, b, transposeA, transposeB).dataSync());
  });
  setSharing("none");
  const alone = products.map((product) => product());
  await startThreads();
  // Another test of the process may have started the backend, on as many threads as there are processors.
  const { now, most } = threadCounts();
  assertEquals(now, most);
  setSharing("all");
  for (const [i, product] of products.entries()) {
    assertEquals(product(), alone[i], JSON.stringify(cases[i]));
  }
  setSharing("quicker");
  await endThreads();
});
