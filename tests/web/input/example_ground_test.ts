import { assertEquals } from "@std/assert";
import { ndArray } from "../../../src/core/nd_array.ts";
import { exampleGround } from "../../../src/web/input/example_ground.ts";

/** Two images [28, 28] that are `ink` in a square and `ground` around it. */
function squares(first: number, { ink, ground }: { ink: number; ground: number }) {
  const inside = (at: number) => at >= first && at < 28 - first;
  const values = Float32Array.from(
    { length: 2 * 784 },
    (_, i) => inside(i % 28) && inside(Math.floor(i / 28) % 28) ? ink : ground,
  );
  return ndArray([2, 28, 28, 1], values);
}

Deno.test("examples that are mostly dark have a dark ground, mostly light ones a light one", () => {
  assertEquals(exampleGround(squares(8, { ink: 1, ground: 0 })).ground, 0);
  assertEquals(exampleGround(squares(8, { ink: 0, ground: 1 })).ground, 1);
  assertEquals(exampleGround(squares(8, { ink: 0.6, ground: 0.4 })).ground, undefined);
});

Deno.test("examples that keep clear of their edges count as centred", () => {
  assertEquals(exampleGround(squares(5, { ink: 1, ground: 0 })).centred, true);
  assertEquals(exampleGround(squares(5, { ink: 0, ground: 1 })).centred, true);
  const reachingOut = squares(6, { ink: 1, ground: 0 });
  reachingOut.values.fill(1, 0, 28);
  assertEquals(exampleGround(reachingOut).centred, false);
});
