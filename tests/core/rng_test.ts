import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng, philox } from "../../src/core/rng.ts";

/** The known answers of Random123 1.14 (kat_vectors, philox4x32 10): counter, key, result. */
const KNOWN_ANSWERS = [
  [[0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
  [Array(4).fill(0xffffffff), Array(2).fill(0xffffffff), [
    0x408f276d,
    0x41c83b0e,
    0xa20bc7c6,
    0x6d5451fd,
  ]],
  [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], [
    0xd16cfe09,
    0x94fdcceb,
    0x5001e420,
    0x24126ea1,
  ]],
];

Deno.test("philox gives the known answers of its authors", () => {
  for (const [counter, [key0, key1], expected] of KNOWN_ANSWERS) {
    assertEquals([...philox(new Uint32Array(4), counter, key0, key1)], expected);
  }
});

Deno.test("a stream depends on its seed and path alone, not on what was drawn before", () => {
  const drawn = createRng(7);
  for (let i = 0; i < 10; i++) drawn.uint32();
  assertEquals(drawn.fork("a").fork(3).uint32(), createRng(7).fork("a").fork(3).uint32());
});

Deno.test("streams of different seeds, labels and kinds of labels differ", () => {
  const firsts = [
    createRng(1),
    createRng(2),
    createRng(2 ** 32 + 1),
    createRng(1).fork(0),
    createRng(1).fork(1),
    createRng(1).fork("0"),
    createRng(1).fork("1"),
    createRng(1).fork(0).fork(0),
  ].map((rng) => rng.uint32());
  assertEquals(new Set(firsts).size, firsts.length);
});

Deno.test("uniform numbers fill [0, 1) evenly", () => {
  const rng = createRng(3);
  const bins = new Array(10).fill(0);
  const count = 100_000;
  for (let i = 0; i < count; i++) bins[Math.floor(rng.uniform() * 10)]++;
  // The 99.9 % point of chi-squared with 9 degrees of freedom.
  const chiSquared = bins.reduce((sum, n) => sum + (n - count / 10) ** 2 / (count / 10), 0);
  assertEquals(chiSquared < 27.88, true);
});

Deno.test("normal numbers have mean 0, variance 1 and kurtosis 3", () => {
  const rng = createRng(4);
  const values = Array.from({ length: 200_000 }, () => rng.normal());
  const moment = (k: number) => values.reduce((sum, x) => sum + x ** k, 0) / values.length;
  assertAlmostEquals(moment(1), 0, 0.01);
  assertAlmostEquals(moment(2), 1, 0.015);
  assertAlmostEquals(moment(4), 3, 0.1);
});

Deno.test("a permutation holds every index once and every index reaches every place", () => {
  assertEquals([...createRng(5).permutation(100)].sort((a, b) => a - b), [...Array(100).keys()]);
  const seen = new Set<string>();
  for (let i = 0; i < 200; i++) seen.add([...createRng(6).fork(i).permutation(3)].join());
  assertEquals(seen.size, 6);
});

Deno.test("a seed that is not a whole number from zero up is refused", () => {
  for (const seed of [-1, 0.5, NaN, 2 ** 53]) {
    assertThrows(() => createRng(seed), RangeError, `Cannot use ${seed} as a seed`);
  }
});

Deno.test("an integer is drawn below a bound from 1 to 2^32, and below no other", () => {
  const rng = createRng(8);
  assertEquals(rng.integer(1), 0);
  assertEquals(createRng(8).integer(2 ** 32), createRng(8).uint32());
  for (const bound of [0, -1, 1.5, NaN, Infinity, 2 ** 32 + 1]) {
    assertThrows(() => rng.integer(bound), RangeError, `Cannot draw an integer below ${bound}`);
  }
});
