import { assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../../src/core/rng.ts";
import { readKernels } from "../../../../src/io/read_kernels.ts";
import type { Routines } from "../../../../src/kernels/heap/routines.ts";
import { type Call, inScratch, makeCalls } from "../../../../src/kernels/heap/threads/control.ts";
import { importMemory } from "../../../../src/kernels/heap/threads/import_memory.ts";
import { createPool, type Pool } from "../../../../src/kernels/heap/threads/pool.ts";

/** Kernels on a shared memory of their own, and a pool on it whose threads are up. */
async function started(size: number) {
  const pages = 64, memory = new WebAssembly.Memory({ initial: pages, maximum: 128, shared: true });
  const bytes = importMemory((await readKernels()).simd, { pages, most: 128 });
  const module = await WebAssembly.compile(bytes);
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const routines = exports as unknown as Routines;
  const pool = createPool({ module, memory, routines, size });
  await pool.start();
  while (pool.threads() < size) await new Promise((resolve) => setTimeout(resolve, 1));
  return { memory, routines, pool };
}

const COUNT = 3000, FROM = 1024, TO = FROM + 4 * COUNT, SCRATCH = TO + 4 * COUNT;

/** Random parts, each of some calls that follow from one another, over values and on scratch memory. */
function randomParts(rng: ReturnType<typeof createRng>): Call[][] {
  const parts: Call[][] = [];
  for (let at = 0; at < COUNT;) {
    const size = Math.min(COUNT - at, 1 + Math.floor(rng.uniform() ** 4 * 400));
    parts.push([
      ["tanh", FROM + 4 * at, size, inScratch(0)],
      ["leakyRelu", inScratch(0), size, 0.25, inScratch(4096)],
      ["tanh", inScratch(4096), size, TO + 4 * at],
    ]);
    at += size;
  }
  return parts.slice(0, 512);
}

async function withPool(
  size: number,
  use: (started: { memory: WebAssembly.Memory; routines: Routines; pool: Pool }) => void,
) {
  const all = await started(size);
  try {
    use(all);
  } finally {
    await all.pool.close();
  }
}

for (const size of [2, 3, 5]) {
  Deno.test(`a thousand random jobs on ${size} threads give the bytes that one thread gives`, async () => {
    await withPool(size, ({ memory, routines, pool }) => {
      const rng = createRng(size), values = new Float32Array(memory.buffer, FROM, COUNT);
      for (let i = 0; i < COUNT; i++) values[i] = rng.normal();
      const out = new Uint8Array(memory.buffer, TO, 4 * COUNT);
      for (let job = 0; job < 1000; job++) {
        const parts = randomParts(rng), places = { scratch: SCRATCH, scratchBytes: 8192 };
        values[job] = rng.normal();
        out.fill(0);
        assertEquals(pool.run(parts, places)?.length, parts.length);
        const shared = out.slice();
        out.fill(0);
        for (const part of parts) makeCalls(part, { routines, scratch: SCRATCH });
        if (shared.some((byte, i) => byte !== out[i])) throw new Error(`job ${job} differs`);
      }
    });
  });
}

Deno.test("a job gives what the last call of each part returned, and one too large is not begun", async () => {
  await withPool(2, ({ memory, pool }) => {
    const places = { scratch: 0, scratchBytes: 0 };
    new Int32Array(memory.buffer, FROM, 4).set([0, 9, 1, -1]);
    const outside = (at: number): Call => ["firstOutside", FROM + 4 * at, 1, 4];
    assertEquals(pool.run([[outside(0)], [outside(1)], [outside(2)], [outside(3)]], places), [
      ...[-1, 0, -1, 0],
    ]);
    assertEquals(pool.run(Array(600).fill([outside(0)]), places), undefined);
    const many = Array<Call>(50_000).fill(outside(0));
    assertEquals(pool.run([many, many], places), undefined);
    assertEquals(pool.run([[outside(1)]], places), [0]);
  });
});

Deno.test("a routine that fails is an error once all threads are at rest, and no hang", async () => {
  await withPool(3, ({ pool }) => {
    const places = { scratch: 0, scratchBytes: 0 };
    const beyond: Call = ["tanh", FROM, 8, 2 ** 31];
    const parts = Array.from({ length: 40 }, (): Call[] => [beyond]);
    assertThrows(() => pool.run(parts, places), Error);
  });
});

Deno.test("threads that rest come when there is work, as often as they rest", async () => {
  const { memory, pool } = await started(3);
  new Float32Array(memory.buffer, FROM, COUNT).fill(1);
  const parts = randomParts(createRng(1)), places = { scratch: SCRATCH, scratchBytes: 8192 };
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  for (let i = 0; i < 2; i++) {
    await until(() => pool.resting() === 2);
    pool.run(parts, places);
    await until(() => pool.resting() === 0);
  }
  await pool.close();
});
