import { assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { concatExamples } from "../../../src/data/examples/concat_examples.ts";
import type { Examples } from "../../../src/data/examples/data_set.ts";
import { splitExamples } from "../../../src/data/examples/split_examples.ts";
import { takeExamples } from "../../../src/data/examples/take_examples.ts";

/** Ten examples of two bytes, 10 i and 10 i + 1, labelled i. */
const ten: Examples = {
  shape: [2],
  count: 10,
  values: Uint8Array.from({ length: 20 }, (_, i) => 10 * (i >> 1) + i % 2),
  labels: Int32Array.from({ length: 10 }, (_, i) => i),
};

Deno.test("takeExamples() copies the chosen examples in the order of the indices", () => {
  assertEquals(takeExamples(ten, [7, 0]), {
    shape: [2],
    count: 2,
    values: Uint8Array.of(70, 71, 0, 1),
    labels: Int32Array.of(7, 0),
  });
  const floats = { shape: [1], count: 2, values: Float32Array.of(0.5, 2) };
  assertEquals(takeExamples(floats, [1]), { ...floats, count: 1, values: Float32Array.of(2) });
  assertThrows(() => takeExamples(ten, [10]), RangeError, "Cannot take example 10");
});

Deno.test("splitExamples() parts the examples for good, in file order, one way for one seed", () => {
  const [rest, heldOut] = splitExamples(ten, 0.3, { rng: createRng(1) });
  assertEquals([rest.count, heldOut.count], [7, 3]);
  for (const { labels = new Int32Array(), values, count } of [rest, heldOut]) {
    assertEquals(labels, labels.slice().sort());
    assertEquals(
      values,
      Uint8Array.from({ length: 2 * count }, (_, i) => 10 * labels[i >> 1] + i % 2),
    );
  }
  assertEquals(
    [...rest.labels ?? [], ...heldOut.labels ?? []].sort((a, b) => a - b),
    [...ten.labels ?? []],
  );
  assertEquals(splitExamples(ten, 3, { rng: createRng(1) }), [rest, heldOut]);
  const drawn = new Set(
    Array.from(
      { length: 20 },
      (_, seed) => String(splitExamples(ten, 3, { rng: createRng(seed) })[1].labels),
    ),
  );
  assertEquals(drawn.size > 10, true);
});

Deno.test("splitExamples() refuses to leave either part empty", () => {
  for (const heldOut of [0, 10, 0.01, 0.99, -1, 2.5, NaN]) {
    assertThrows(
      () => splitExamples(ten, heldOut, { rng: createRng(1) }),
      RangeError,
      `Cannot hold out ${heldOut} of 10 examples`,
    );
  }
});

Deno.test("concatExamples() joins files and keeps labels only where all have them", () => {
  const [first, second] = [takeExamples(ten, [0]), takeExamples(ten, [1, 2])];
  assertEquals(concatExamples([first, second]), takeExamples(ten, [0, 1, 2]));
  const { labels: _, ...unlabelled } = second;
  assertEquals(concatExamples([first, unlabelled]).labels, undefined);
  assertThrows(() => concatExamples([]), RangeError, "Cannot join no examples");
  assertThrows(() => concatExamples([first, { ...second, shape: [1, 2] }]), RangeError, "[1, 2]");
});
