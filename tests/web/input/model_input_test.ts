import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { modelInput, type Pixels } from "../../../src/web/input/model_input.ts";

type Colour = readonly [number, number, number, number];

function picture(width: number, height: number, colour: (x: number, y: number) => Colour): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    data.set(colour(i % width, Math.floor(i / width)), 4 * i);
  }
  return { width, height, data };
}

const WHITE: Colour = [255, 255, 255, 255], BLACK: Colour = [0, 0, 0, 255];
const CLEAR: Colour = [0, 0, 0, 0];

function centreOfMass(values: Float32Array, width: number): [number, number] {
  let mass = 0, x = 0, y = 0;
  values.forEach((value, i) => {
    mass += value;
    x += value * (i % width + 0.5);
    y += value * (Math.floor(i / width) + 0.5);
  });
  return [x / mass, y / mass];
}

Deno.test("grey inputs are the brightness of ITU-R BT.601", () => {
  const image = picture(1, 1, () => [200, 100, 50, 255]);
  const [value] = modelInput(image, { inputShape: [1, 1, 1] });
  assertAlmostEquals(value, (0.299 * 200 + 0.587 * 100 + 0.114 * 50) / 255, 1e-6);
});

Deno.test("colour inputs keep red, green and blue, and clear pixels show the ground", () => {
  const image = picture(2, 1, (x) => x === 0 ? [255, 0, 51, 255] : [255, 255, 255, 51]);
  const values = modelInput(image, { inputShape: [1, 2, 3], ground: [0, 0.5, 1] });
  [1, 0, 0.2, 0.2, 0.6, 1].forEach((value, i) => assertAlmostEquals(values[i], value, 1e-6));
});

Deno.test("a wide image keeps its aspect ratio between bands of the ground", () => {
  const values = modelInput(picture(80, 20, () => WHITE), { inputShape: [8, 8] });
  assertEquals(
    [...values].map((value, i) => value === Number(i >= 24 && i < 40)),
    Array(64).fill(true),
  );
});

Deno.test("bands of parts of pixels are mixed from image and ground", () => {
  const values = modelInput(picture(4, 3, () => WHITE), {
    inputShape: [2, 2],
    ground: [0.5, 0.5, 0.5],
  });
  // The image is 1.5 pixels high: 0.25 pixels of ground above it and below.
  values.forEach((value) => assertAlmostEquals(value, 0.75 + 0.25 * 0.5, 1e-6));
});

Deno.test("a centred drawing is 20 of 28 pixels long, with its centre of mass at the centre", () => {
  const blob = picture(280, 280, (x, y) => x >= 20 && x < 60 && y >= 40 && y < 240 ? WHITE : BLACK);
  const values = modelInput(blob, { inputShape: [28, 28, 1], centre: true });
  const [x, y] = centreOfMass(values, 28);
  assertAlmostEquals(x, 14, 1e-5);
  assertAlmostEquals(y, 14, 1e-5);
  assertAlmostEquals(values.reduce((sum, value) => sum + value, 0), 20 * 4, 1e-3);
  const rows = Array.from({ length: 28 }, (_, row) => values[row * 28 + 14] > 0);
  assertEquals(rows.lastIndexOf(true) - rows.indexOf(true) + 1, 20);
});

Deno.test("what is not symmetric is centred by its mass and not by its box", () => {
  const blob = picture(280, 280, (x, y) => {
    const body = x >= 100 && x < 200 && y >= 20 && y < 60;
    return body || (x >= 100 && x < 120 && y >= 60 && y < 140) ? WHITE : BLACK;
  });
  const [x, y] = centreOfMass(modelInput(blob, { inputShape: [28, 28, 1], centre: true }), 28);
  // Pixels that edges cover in part hold their ink at their own centres.
  assertAlmostEquals(x, 14, 0.02);
  assertAlmostEquals(y, 14, 0.02);
});

Deno.test("a centred drawing loses nothing, even where its mass lies far to one side", () => {
  const comb = picture(280, 280, (x, y) => {
    const head = x >= 10 && x < 20 && y >= 10 && y < 270;
    return head || (x >= 20 && x < 270 && y === 140) ? WHITE : BLACK;
  });
  const values = modelInput(comb, { inputShape: [28, 28], centre: true });
  const ink = (10 * 260 + 250) * (20 / 260) ** 2;
  assertAlmostEquals(values.reduce((sum, value) => sum + value, 0), ink, 1e-2);
});

Deno.test("a dot is enlarged by 2 at most, and an empty drawing stays empty", () => {
  const dot = picture(280, 280, (x, y) => Math.max(x, y) < 20 ? WHITE : BLACK);
  const values = modelInput(dot, { inputShape: [28, 28], centre: true });
  assertAlmostEquals(values.reduce((sum, value) => sum + value, 0), 16, 1e-4);
  const empty = picture(280, 280, () => BLACK);
  assertEquals(modelInput(empty, { inputShape: [28, 28], centre: true }), new Float32Array(784));
});

Deno.test("dark ink on light paper turns light on dark by itself, and not the other way", () => {
  const inked = (x: number, y: number) => x >= 3 && x < 5 && y >= 3 && y < 5;
  const expected = Float32Array.from({ length: 64 }, (_, i) => Number(inked(i % 8, i >> 3)));
  const auto = (ink: Colour, ground: Colour) =>
    modelInput(picture(8, 8, (x, y) => inked(x, y) ? ink : ground), {
      inputShape: [8, 8, 1],
      invert: "auto",
    });
  assertEquals(auto(BLACK, WHITE), expected);
  assertEquals(auto(WHITE, BLACK), expected);
  assertEquals(auto(BLACK, CLEAR), expected);
  assertEquals(auto(WHITE, CLEAR), expected);
  assertEquals(auto(CLEAR, CLEAR), new Float32Array(64));
});

Deno.test("a threshold makes inputs 0 or 1", () => {
  const image = picture(3, 1, (x) => [x * 64, x * 64, x * 64, 255]);
  assertEquals([...modelInput(image, { inputShape: [1, 3], threshold: 0.25 })], [0, 1, 1]);
});

Deno.test("inputs that are no images are refused in a sentence", () => {
  for (const inputShape of [[784], [28, 28, 2], [2, 2, 2, 2]]) {
    const error = assertThrows(
      () => modelInput(picture(1, 1, () => BLACK), { inputShape }),
      RangeError,
    );
    assert(error.message.includes("[H, W, 3]"));
  }
});

Deno.test("the sizes of an image may be inherited, as those of an ImageData are", () => {
  const image: Pixels = Object.create(picture(2, 2, () => WHITE));
  assertEquals(modelInput(image, { inputShape: [2, 2] }), new Float32Array(4).fill(1));
});
