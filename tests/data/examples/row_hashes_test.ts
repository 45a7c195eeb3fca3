import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { createRng } from "../../../src/core/rng.ts";
import { rowHashes, takeExamples } from "../../../src/data/mod.ts";

Deno.test("equal examples have equal hashes wherever they stand, other ones have others", () => {
  const values = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 60 });
  fc.assert(fc.property(values, fc.boolean(), (numbers, isBytes) => {
    const size = 2, count = Math.floor(numbers.length / size);
    const used = numbers.slice(0, count * size);
    const examples = {
      shape: [size],
      count,
      values: isBytes ? Uint8Array.from(used) : Float32Array.from(used),
    };
    const hashes = rowHashes(examples);
    const turned = rowHashes(takeExamples(examples, [...Array(count).keys()].reverse()));
    for (let i = 0; i < count; i++) {
      const at = 2 * (count - 1 - i);
      assertEquals([...turned.slice(at, at + 2)], [...hashes.slice(2 * i, 2 * i + 2)]);
      for (let j = 0; j < i; j++) {
        const isEqual = [0, 1].every((k) => used[size * i + k] === used[size * j + k]);
        const hasEqual = [0, 1].every((k) => hashes[2 * i + k] === hashes[2 * j + k]);
        assertEquals(hasEqual, isEqual);
      }
    }
  }));
});

Deno.test("each half of a hash tells 20,000 examples apart but for chance", () => {
  const rng = createRng(1), count = 20_000, size = 5;
  const values = new Float32Array(count * size).map(() => Math.round(20 * rng.uniform()));
  const rows = Array.from(
    { length: count },
    (_, i) => values.subarray(i * size, (i + 1) * size).join(),
  );
  const hashes = rowHashes({ shape: [size], count, values });
  const distinct = new Set(rows).size;
  for (const half of [0, 1]) {
    const found = new Set(Array.from({ length: count }, (_, i) => hashes[2 * i + half])).size;
    // Of N values in 2³² about N² / 2³³ fall together.
    assertEquals(distinct - found <= 2, true, `${distinct - found} fall together`);
  }
});
