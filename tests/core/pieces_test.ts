import { assertEquals, assertRejects } from "@std/assert";
import { atOnce, withPauses } from "../../src/core/pieces.ts";

function* counting(seen: number[]): Generator<void, string> {
  for (const i of [1, 2, 3]) {
    seen.push(i);
    yield;
  }
  return "done";
}

Deno.test("work in pieces comes to the same at once and with pauses between them", async () => {
  const seen: number[] = [], paused: number[] = [];
  assertEquals(atOnce(counting(seen)), "done");
  const pause = () => Promise.resolve(void paused.push(seen.length));
  assertEquals(await withPauses(counting(seen), pause), "done");
  assertEquals([seen, paused], [[1, 2, 3, 1, 2, 3], [4, 5, 6]]);
});

Deno.test("a pause that throws ends the work", async () => {
  const seen: number[] = [];
  const pause = () => seen.length < 2 ? Promise.resolve() : Promise.reject(new Error("enough"));
  await assertRejects(() => withPauses(counting(seen), pause), Error, "enough");
  assertEquals(seen, [1, 2]);
});
