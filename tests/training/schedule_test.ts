import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { learningRateFactor, scheduleOptions } from "../../src/training/mod.ts";

/** The factors at epochs, in a training of ten. */
const factors = (options: Record<string, unknown>, at: readonly number[]) =>
  at.map((epoch) => learningRateFactor(scheduleOptions.parse(options), { epoch, epochs: 10 }));

function assertClose(actual: readonly number[], expected: readonly number[]): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-12));
}

Deno.test("a constant schedule changes nothing", () => {
  assertEquals(factors({ type: "constant" }, [0.01, 3, 10]), [1, 1, 1]);
});

Deno.test("a step schedule keeps the full rate for its first epochs and drops after them", () => {
  const step = { type: "step", every: 3, factor: 0.1 };
  // 3 is the end of the third epoch's last step, which the drop after three epochs spares.
  assertClose(factors(step, [0.01, 2.99, 3, 3.01, 6, 6.01, 9, 10]), [
    1,
    1,
    1,
    0.1,
    0.1,
    0.01,
    0.01,
    0.001,
  ]);
});

Deno.test("a cosine falls from one over a half in the middle to nothing", () => {
  const expected = [1, (1 + Math.SQRT1_2) / 2, 0.5, (1 - Math.SQRT1_2) / 2, 0];
  assertClose(factors({ type: "cosine" }, [0, 2.5, 5, 7.5, 10]), expected);
});

Deno.test("a cosine with warm-up rises linearly, then falls to its final share", () => {
  const options = { type: "cosine", warmUp: 2, final: 0.2 };
  assertClose(factors(options, [0.01, 1, 2, 6, 10]), [0.005, 0.5, 1, 0.6, 0.2]);
});

Deno.test("a warm-up as long as the training ends at the full rate", () => {
  assertClose(factors({ type: "cosine", warmUp: 10 }, [5, 9, 10]), [0.5, 0.9, 1]);
});

Deno.test("a schedule that would raise the rate or never drop is refused", () => {
  for (
    const options of [
      { type: "step", every: 0, factor: 0.1 },
      { type: "step", every: 1, factor: 1 },
      { type: "cosine", warmUp: -1 },
      { type: "cosine", final: 2 },
      { type: "constant", every: 1 },
    ]
  ) assertThrows(() => scheduleOptions.parse(options));
});
