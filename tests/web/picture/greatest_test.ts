import { assertEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { greatest } from "../../../src/web/picture/greatest.ts";

Deno.test("the greatest values come by falling value, equal ones in their order", () => {
  assertEquals(greatest([1, 5, 3, 5, -2], 3), [1, 3, 2]);
  assertEquals(greatest([1, 2], 12), [1, 0]);
  assertEquals(greatest([], 3), []);
});

Deno.test("the greatest values are those that a sort puts first", () => {
  const rng = createRng(9);
  const values = Array.from({ length: 500 }, () => rng.integer(90));
  const sorted = values.map((_, i) => i).sort((a, b) => values[b] - values[a] || a - b);
  assertEquals(greatest(values, 12), sorted.slice(0, 12));
});
