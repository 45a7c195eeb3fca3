import { assertEquals } from "@std/assert";
import { createChoice } from "../../../../src/kernels/heap/threads/choice.ts";
import { partsOfList, rangesOf } from "../../../../src/kernels/heap/threads/ranges_of.ts";

/** The times that work was shared out of so many, by the time that each way takes. */
function shared(times: number, timeOf: (isShared: boolean) => number, choice = createChoice()) {
  let count = 0;
  for (let i = 0; i < times; i++) {
    const isShared = choice.isShared();
    choice.took(timeOf(isShared), isShared);
    if (isShared) count++;
  }
  return count;
}

Deno.test("work is shared out where that is quicker, and the other way is tried now and then", () => {
  assertEquals(shared(1000, (isShared) => isShared ? 1 : 2) > 950, true);
  assertEquals(shared(1000, (isShared) => isShared ? 3 : 2) < 50, true);
});

Deno.test("the choice changes when the machine does", () => {
  const choice = createChoice();
  shared(200, (isShared) => isShared ? 1 : 2, choice);
  assertEquals(shared(1000, (isShared) => isShared ? 9 : 2, choice) < 100, true);
  assertEquals(shared(2000, (isShared) => isShared ? 1 : 2, choice) > 1000, true);
});

Deno.test("ranges cover all, in multiples of a step but for the last", () => {
  for (
    const [count, parts, step] of [[100, 3, 8], [7, 9, 1], [64, 1, 64], [65, 8, 64], [0, 4, 1]]
  ) {
    const ranges = rangesOf(count, { parts, step });
    let at = 0;
    for (const { from, size } of ranges) {
      assertEquals(from, at);
      if (from + size < count) assertEquals(size % step, 0);
      at += size;
    }
    assertEquals(at, count);
    assertEquals(ranges.length <= parts, true);
  }
  assertEquals(partsOfList([1, 2, 3, 4, 5], 2), [[1, 2, 3], [4, 5]]);
});
