import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng, philox } from "../../../src/core/rng.ts";
import { bernoulli } from "../plain/random/bernoulli.ts";
import { normal } from "../plain/random/normal.ts";
import { randomWords } from "../plain/random/random_words.ts";
import { uniform } from "../plain/random/uniform.ts";
import { loadRoutines } from "../load_routines.ts";

const counts = [0, 1, 3, 4, 5, 31, 32, 33, 63, 1001, 4096, 4100, 9999];
const key = createRng(7).fork("a").key;
/** Starts whose next counters overflow the lower word, and one past it. */
const starts = [0, 5, 2 ** 32 - 3, 2 ** 40 + 1];
/** One part of a stream behind the key, as the routines take it. */
const stream = (first: number, count: number) => [...key, first, count] as const;

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`philox in the ${build} build gives the known answers of its authors`, async () => {
    const { routines, reserve, get } = await loadRoutines(build);
    const out = reserve(128), scratch = reserve(routines.randomScratch());
    const firstOfBlocks = () => {
      const words = new Uint32Array(get(out, 32).buffer);
      return [0, 4, 8, 12].map((i) => words[i]);
    };
    // Random123 1.14, kat_vectors, philox4x32 10; the third is made of the digits of π.
    routines.philox(0, 0, 0n, 0, 0, 32, scratch, out);
    assertEquals(firstOfBlocks(), [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
    const ones = 0xffffffff;
    routines.philox(ones, ones, 0xffffffffffffffffn, ones, ones, 32, scratch, out);
    assertEquals(firstOfBlocks(), [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]);
    const [c, k] = [0x85a308d3243f6a88n, [0xa4093822, 0x299f31d0]];
    routines.philox(k[0], k[1], c, 0x13198a2e, 0x03707344, 32, scratch, out);
    assertEquals(firstOfBlocks(), [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
  });

  Deno.test(`every lane of philox in the ${build} build has its counter, past overflows too`, async () => {
    const { routines, reserve, get } = await loadRoutines(build);
    const out = reserve(128), scratch = reserve(routines.randomScratch());
    for (let first = 2 ** 32 - 9; first <= 2 ** 32 + 1; first++) {
      routines.philox(...key, BigInt(first), 0, 0, 32, scratch, out);
      const words = new Uint32Array(get(out, 32).buffer);
      for (let i = 0; i < 8; i++) {
        const counter = [(first + i) >>> 0, Math.floor((first + i) / 2 ** 32), 0, 0];
        const column = [0, 4, 8, 12].map((row) => words[(i >> 2) * 16 + row + (i & 3)]);
        assertEquals(column, [...philox(new Uint32Array(4), counter, ...key)]);
      }
    }
  });

  Deno.test(`uniform and bernoulli in the ${build} build equal their plain twins bit for bit`, async () => {
    const { routines, reserve, get } = await loadRoutines(build);
    const scratch = reserve(routines.randomScratch());
    for (const count of counts) {
      const out = reserve(count * 4);
      for (const first of starts) {
        routines.uniform(...stream(first, count), scratch, out);
        assertEquals(get(out, count), uniform({ key, first, count }));
        for (const rate of [0, 0.1, 0.5, 0.9]) {
          const threshold = Math.ceil(rate * 2 ** 24), value = 1 / (1 - rate);
          routines.bernoulli(...stream(first, count), threshold, value, scratch, out);
          assertEquals(get(out, count), bernoulli({ key, first, count }, rate));
        }
      }
    }
  });

  Deno.test(`normal in the ${build} build equals its plain twin`, async () => {
    const { routines, reserve, get } = await loadRoutines(build);
    const scratch = reserve(routines.randomScratch());
    for (const count of [...counts, 200_000]) {
      const out = reserve(count * 4);
      for (const first of starts) {
        routines.normal(...stream(first, count), scratch, out);
        const expected = normal({ key, first, count });
        const worst = get(out, count).reduce(
          (most, value, i) => Math.max(most, Math.abs(value - expected[i]) / radius(expected, i)),
          0,
        );
        // Relative to the radius of the pair, of which a value may be a vanishing part.
        assert(worst <= 5e-7, `${count} from ${first}: ${worst}`);
      }
    }
  });

  Deno.test(`the routines of the ${build} build write nothing past their values`, async () => {
    const { routines, reserve, put, get } = await loadRoutines(build);
    const scratch = reserve(routines.randomScratch());
    for (const count of counts) {
      const out = put(new Float32Array(count + 40).fill(9));
      routines.uniform(...stream(0, count), scratch, out);
      routines.normal(...stream(0, count), scratch, out);
      routines.bernoulli(...stream(0, count), 9, 2, scratch, out);
      assertEquals(get(out + count * 4, 40), new Float32Array(40).fill(9));
    }
  });
}

Deno.test("normal numbers are the same bits in both builds and wherever a stream is cut", async () => {
  const count = 40_004;
  const [whole, ...others] = await Promise.all((["simd", "relaxed", "simd"] as const).map(
    async (build, i) => {
      const { routines, reserve, get } = await loadRoutines(build);
      const scratch = reserve(routines.randomScratch()), out = reserve(count * 4);
      const cut = [count, count, 4 * 5003][i];
      routines.normal(...stream(0, cut), scratch, out);
      routines.normal(...stream(cut / 4, count - cut), scratch, out + cut * 4);
      return get(out, count);
    },
  ));
  for (const other of others) assertEquals(other, whole);
  // Written by this kernel: its operations round alike on every machine, so the bits are the same.
  assertEquals([...new Uint32Array(whole.buffer, 0, 4)], [
    3212217686,
    3200746067,
    1071688655,
    1070138138,
  ]);
});

Deno.test("normal numbers have the moments and the shares of the normal distribution", async () => {
  const { routines, reserve, get } = await loadRoutines("simd");
  const count = 1 << 20;
  const scratch = reserve(routines.randomScratch()), out = reserve(count * 4);
  routines.normal(...stream(0, count), scratch, out);
  const x = get(out, count);
  const moment = (k: number) => x.reduce((sum, value) => sum + value ** k, 0) / count;
  // Five standard errors each: the variance of xᵏ over the count, (1, 2, 15, 96) / count.
  assertAlmostEquals(moment(1), 0, 5 * Math.sqrt(1 / count));
  assertAlmostEquals(moment(2), 1, 5 * Math.sqrt(2 / count));
  assertAlmostEquals(moment(3), 0, 5 * Math.sqrt(15 / count));
  assertAlmostEquals(moment(4), 3, 5 * Math.sqrt(96 / count));
  // The deciles of the normal distribution.
  const deciles = [-1.2815516, -0.8416212, -0.5244005, -0.2533471, 0];
  const edges = [...deciles, ...deciles.slice(0, 4).map((edge) => -edge).reverse()];
  const shares = new Array(10).fill(0);
  for (const value of x) shares[edges.filter((edge) => edge < value).length]++;
  const chiSquared = shares.reduce((sum, n) => sum + (n - count / 10) ** 2 / (count / 10), 0);
  // The 99.9 % point of chi-squared with 9 degrees of freedom.
  assert(chiSquared < 27.88, `${chiSquared}`);
  // The members of a pair, and neighbours of other pairs, are not correlated.
  for (const lag of [1, 2, 4]) {
    let sum = 0;
    for (let i = lag; i < count; i++) sum += x[i] * x[i - lag];
    assertAlmostEquals(sum / count, 0, 5 / Math.sqrt(count));
  }
});

Deno.test("the tails of four million normal numbers are long and finite", async () => {
  const { routines, reserve, get } = await loadRoutines("simd");
  const scratch = reserve(routines.randomScratch()), out = reserve(1 << 20);
  let most = 0, least = 0;
  for (let first = 0; first < 2 ** 20; first += 2 ** 18 / 4) {
    routines.normal(...stream(first, 2 ** 18), scratch, out);
    for (const value of get(out, 2 ** 18)) {
      most = Math.max(most, value);
      least = Math.min(least, value);
    }
  }
  assert(most > 4.5 && most < 6.67, `${most}`);
  assert(least < -4.5 && least > -6.67, `${least}`);
});

Deno.test("the plain words of a stream are those that Rng draws", () => {
  const rng = createRng(7).fork("a");
  const words = randomWords({ key, first: 0, count: 12 });
  assertEquals([...words], Array.from({ length: 12 }, () => rng.uint32()));
});

/** The distance of a pair of values from the origin. */
function radius(values: Float32Array, i: number): number {
  const [a, b] = [values[i & ~1], values[i | 1] ?? values[i & ~1]];
  return Math.hypot(a, b) || 1;
}
