import { assertAlmostEquals, assertEquals } from "@std/assert";
import { codeActivity } from "../../src/evaluation/mod.ts";

Deno.test("the activity of codes is averaged over all, and over each entry", async () => {
  const count = 600;
  const values = Float32Array.from({ length: 2 * count }, (_, i) => i % 2 === 0 ? i / 2 : -1);
  const { mean, size, entryMeans } = await codeActivity(
    { shape: [2], count, values },
    (batch) => Promise.resolve(batch),
  );
  assertEquals([...entryMeans], [(count - 1) / 2, -1]);
  assertAlmostEquals(mean, ((count - 1) / 2 - 1) / 2, 1e-9);
  assertAlmostEquals(size, ((count - 1) / 2 + 1) / 2, 1e-9);
});
