import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { strokes } from "../../../src/data/drawn/strokes.ts";

Deno.test("strokes() draws the same hundred images on every machine", async () => {
  const { values } = strokes(100, createRng(7));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", values));
  // Pins the glyphs, the order of the random draws and the last bit of V8's Math.sin, cos, exp and
  // log, which are compiled into it (fdlibm): written by this function under Deno 2.9.6.
  assertEquals(
    [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    "217bc96ffbc30995d100488b85965153103a89771c34270591e0cad912294bff",
  );
});

Deno.test("strokes() yields grey images [28, 28, 1] in which every ten hold every digit", () => {
  const { shape, count, values, labels } = strokes(40, createRng(1));
  assertEquals(shape, [28, 28, 1]);
  assertEquals(count, 40);
  assertEquals(values.length, 40 * 784);
  for (let start = 0; start < 40; start += 10) {
    const ten = labels!.slice(start, start + 10);
    assertEquals([...ten].sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  }
  assert(labels!.slice(0, 10).join() !== labels!.slice(10, 20).join());
});

Deno.test("strokes() starts a longer set with the shorter one", () => {
  const short = strokes(13, createRng(3)), long = strokes(25, createRng(3));
  assertEquals(long.values.subarray(0, 13 * 784), short.values);
  assertEquals(long.labels!.subarray(0, 13), short.labels);
});

Deno.test("strokes() has about the ink and the variance of MNIST, and keeps the border clean", () => {
  const count = 2000;
  const { values } = strokes(count, createRng(5));
  let mean = 0, variance = 0, border = 0;
  for (let pixel = 0; pixel < 784; pixel++) {
    let sum = 0, squares = 0;
    for (let i = 0; i < count; i++) {
      const value = values[i * 784 + pixel] / 255;
      sum += value;
      squares += value * value;
    }
    const x = pixel % 28, y = Math.floor(pixel / 28);
    mean += sum / count / 784;
    variance += squares / count - (sum / count) ** 2;
    if (x === 0 || y === 0 || x === 27 || y === 27) border = Math.max(border, sum / count);
  }
  // MNIST's training images: mean 0.1307, summed variance 52.7 (NumPy on the IDX file).
  assertAlmostEquals(mean, 0.1307, 0.015);
  assertAlmostEquals(variance, 52.7, 3);
  assert(border < 0.01, `the mean of a border pixel is ${border}`);
});

Deno.test("strokes() puts the centre of the ink near the centre of the image", () => {
  const { values } = strokes(200, createRng(2));
  for (let i = 0; i < 200; i++) {
    let sum = 0, centreX = 0, centreY = 0;
    for (let pixel = 0; pixel < 784; pixel++) {
      const value = values[i * 784 + pixel];
      sum += value;
      centreX += value * (pixel % 28);
      centreY += value * Math.floor(pixel / 28);
    }
    assertAlmostEquals(centreX / sum, 13.5, 2.5);
    assertAlmostEquals(centreY / sum, 13.5, 2.5);
  }
});

Deno.test("strokes() refuses a count that is not a whole number", () => {
  assertThrows(() => strokes(-1, createRng(1)), RangeError, "Cannot draw -1 strokes images");
  assertThrows(() => strokes(1.5, createRng(1)), RangeError, "expected a whole number");
  assertEquals(strokes(0, createRng(1)).values.length, 0);
});
