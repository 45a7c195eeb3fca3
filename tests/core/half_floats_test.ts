import { assertEquals } from "@std/assert";
import { fromHalves, toHalves } from "../../src/core/half_floats.ts";
import { createRng } from "../../src/core/rng.ts";

/** The bits of the host's own 16-bit floats. */
function bitsOf(values: Float32Array): Uint16Array {
  return new Uint16Array(Float16Array.from(values).buffer);
}

Deno.test("every 16-bit float is read as the host reads it, and written as the same bits", () => {
  const halves = Uint16Array.from({ length: 2 ** 16 }, (_, i) => i);
  const values = fromHalves(halves);
  assertEquals(values, Float32Array.from(new Float16Array(halves.buffer)));
  const isNumber = halves.filter((_, i) => !Number.isNaN(values[i]));
  assertEquals(toHalves(values.filter((value) => !Number.isNaN(value))), isNumber);
});

Deno.test("32-bit floats of all sizes are rounded to the nearest half, ties to the even one", () => {
  const rng = createRng(7), bits = new Uint32Array(200_000);
  // Digits around the ties, exponents around the ends of the halves.
  for (let i = 0; i < bits.length; i++) {
    const exponent = 100 + Math.floor(rng.uniform() * 45);
    const rest = Math.floor(rng.uniform() * 2 ** 10) * 2 ** 13 +
      [0, 1, 4095, 4096, 4097, 8191][i % 6];
    bits[i] = ((i & 1) * 2 ** 31 + exponent * 2 ** 23 + rest) >>> 0;
  }
  const values = new Float32Array(bits.buffer);
  assertEquals(toHalves(values), bitsOf(values));
  const ends = Float32Array.of(0, -0, 65504, 65519.99, 65520, 1e9, -1e9, 2 ** -24, 2 ** -25, 1e-45);
  assertEquals(toHalves(ends), bitsOf(ends));
});

Deno.test("what is no number stays none", () => {
  const [nan, up, down] = fromHalves(toHalves(Float32Array.of(NaN, Infinity, -Infinity)));
  assertEquals([Number.isNaN(nan), up, down], [true, Infinity, -Infinity]);
});
