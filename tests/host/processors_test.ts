import { assert, assertEquals, assertRejects } from "@std/assert";
import { MOST_THREADS, threadsToUse, useThreads } from "../../src/host/processors.ts";

Deno.test("threads are those asked for, those of the process, or the processors, with the reason for one", async () => {
  const all = await threadsToUse();
  assert(all.count === Math.min(MOST_THREADS, navigator.hardwareConcurrency));
  assertEquals(all.reason !== undefined, all.count === 1);
  useThreads(3);
  assertEquals(await threadsToUse(), { count: 3 });
  assertEquals(await threadsToUse(2), { count: 2 });
  useThreads(undefined);
  assertEquals(await threadsToUse(1), { count: 1, reason: "it was asked for" });
});

Deno.test("what is no number of threads is refused", async () => {
  for (const count of [0, -1, 1.5, NaN, 65]) {
    await assertRejects(
      () => threadsToUse(count),
      RangeError,
      `Cannot compute on ${count} threads`,
    );
  }
});
