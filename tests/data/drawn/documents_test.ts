import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { documents } from "../../../src/data/drawn/documents.ts";
import { LETTERS } from "../../../src/data/drawn/documents/letters.ts";
import { typeset } from "../../../src/data/drawn/documents/typeset.ts";
import { nextWord } from "../../../src/data/drawn/documents/words.ts";

Deno.test("documents() draws the same hundred patches on every machine", async () => {
  const { values } = documents(100, createRng(7));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", values));
  // Pins the glyphs, the words, the order of the random draws and the last bit of V8's Math.sin,
  // cos, pow and log, which are compiled into it: written by this function under Deno 2.9.6.
  assertEquals(
    [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    "e5c0d900b5a32e225544b38cc9c504ae88145598e7a03828b37e4b2380c74a8a",
  );
});

Deno.test("documents() yields grey images [32, 32, 1] without labels", () => {
  const { values, ...rest } = documents(40, createRng(1));
  assertEquals(rest, { shape: [32, 32, 1], count: 40 });
  assertEquals(values.length, 40 * 1024);
});

Deno.test("documents() starts a longer set with the shorter one", () => {
  const short = documents(13, createRng(3)), long = documents(25, createRng(3));
  assertEquals(long.values.subarray(0, 13 * 1024), short.values);
});

Deno.test("documents() is white paper with dark ink in every patch, as much at the border as inside", () => {
  const count = 2000;
  const { values } = documents(count, createRng(5));
  const means = new Float64Array(1024);
  let grey = 0;
  for (let i = 0; i < count; i++) {
    let mean = 0;
    for (let pixel = 0; pixel < 1024; pixel++) {
      const value = values[i * 1024 + pixel];
      if (value > 0 && value < 255) grey++;
      mean += value / 255 / 1024;
      means[pixel] += value / 255 / count;
    }
    assert(mean > 0.4 && mean < 0.98, `patch ${i} has a mean of ${mean}`);
  }
  const mean = means.reduce((sum, value) => sum + value) / 1024;
  assertAlmostEquals(mean, 0.79, 0.02);
  // A patch is cut anywhere from its page, so no pixel is likelier to be ink than another.
  for (const [pixel, value] of means.entries()) {
    assert(Math.abs(value - mean) < 0.06, `the mean of pixel ${pixel} is ${value}`);
  }
  assert(grey / values.length < 0.4, "most pixels are paper or full ink");
});

Deno.test("documents() refuses a count that is not a whole number", () => {
  assertThrows(() => documents(-1, createRng(1)), RangeError, "Cannot draw -1 documents images");
  assertThrows(() => documents(1.5, createRng(1)), RangeError, "expected a whole number");
  assertEquals(documents(0, createRng(1)).values.length, 0);
});

Deno.test("nextWord() uses every letter and digit, and only characters that have a glyph", () => {
  const rng = createRng(1), used = new Set<string>();
  for (let i = 0; i < 20_000; i++) for (const letter of nextWord(rng)) used.add(letter);
  for (const letter of "abcdefghijklmnopqrstuvwxyz0123456789.,-") assert(used.has(letter), letter);
  for (const letter of used) assert(letter in LETTERS, letter);
});

Deno.test("every glyph is from x = 0 on, between ascender and descender", () => {
  for (const [letter, strokes] of Object.entries(LETTERS)) {
    const xs = strokes.flat().map(([x]) => x), ys = strokes.flat().map(([, y]) => y);
    assertAlmostEquals(Math.min(...xs), 0, 0.5, letter);
    assert(Math.min(...ys) >= -5 && Math.max(...ys) <= 15, letter);
  }
});

Deno.test("typeset() fills a square from edge to edge with pens of about a tenth of an x-height", () => {
  for (let seed = 0; seed < 50; seed++) {
    const chords = typeset(200, createRng(seed));
    const xs = chords.map(({ fromX }) => fromX), ys = chords.map(({ fromY }) => fromY);
    assert(Math.min(...xs) < 2 && Math.max(...xs) > 198);
    assert(Math.min(...ys) < 2 && Math.max(...ys) > 198);
    for (const { fromRadius, toRadius } of chords) {
      assertEquals(fromRadius, toRadius);
      assert(fromRadius > 0.3 && fromRadius < 2.1);
    }
  }
});
