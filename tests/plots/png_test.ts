import { assertEquals, assertThrows } from "@std/assert";
import { decode } from "fast-png";
import { encodeImageSheet, pngUrl } from "../../src/plots/png.ts";

Deno.test("encodeImageSheet() lays grey images out row by row with transparent gaps", () => {
  const images = new Float32Array([0, 1, 0.5, 0.25, 1, 1]);
  const { width, height, channels, data } = decode(
    encodeImageSheet({ images, shape: [1, 2, 1], columns: 2 }),
  );
  assertEquals([width, height, channels], [5, 3, 2]);
  const grey = [...data].filter((_, i) => i % 2 === 0);
  const opacity = [...data].filter((_, i) => i % 2 === 1);
  assertEquals(grey, [0, 255, 0, 128, 64, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0]);
  assertEquals(opacity, [255, 255, 0, 255, 255, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0]);
});

Deno.test("encodeImageSheet() keeps bytes and colours, and repeats pixels to scale", () => {
  const images = new Uint8Array([1, 2, 3, 4, 5, 6]);
  const { width, height, data } = decode(
    encodeImageSheet({ images, shape: [2, 1, 3], columns: 1, gap: 0, scale: 2 }),
  );
  assertEquals([width, height], [2, 4]);
  const row = (r: number, g: number, b: number) => [r, g, b, 255, r, g, b, 255];
  assertEquals([...data], [...row(1, 2, 3), ...row(1, 2, 3), ...row(4, 5, 6), ...row(4, 5, 6)]);
});

Deno.test("encodeImageSheet() draws a vector as a grid from its least value to its greatest", () => {
  const images = new Float32Array([-2, 0, 2, 2, -1]);
  const { width, height, data } = decode(encodeImageSheet({ images, shape: [5], columns: 1 }));
  assertEquals([width, height], [3, 2]);
  assertEquals([...data], [0, 255, 128, 255, 255, 255, 255, 255, 64, 255, 0, 0]);
});

Deno.test("encodeImageSheet() puts images where their places are, and leaves others transparent", () => {
  const { width, height, data } = decode(
    encodeImageSheet({
      ...{ images: new Uint8Array([7, 8, 9]), shape: [1, 1, 1], gap: 0 },
      ...{ columns: 2, places: [0, 3, 2] },
    }),
  );
  assertEquals([width, height, [...data]], [2, 2, [7, 255, 0, 0, 9, 255, 8, 255]]);
});

Deno.test("encodeImageSheet() clips what lies outside of the range", () => {
  const images = new Float32Array([-1, 3]);
  const { data } = decode(encodeImageSheet({ images, shape: [1, 2, 1], columns: 1 }));
  assertEquals([...data], [0, 255, 255, 255]);
});

Deno.test("encodeImageSheet() says what it cannot draw", () => {
  const images = new Float32Array(9);
  assertThrows(
    () => encodeImageSheet({ images, shape: [2, 2, 1], columns: 1 }),
    RangeError,
    "expected a multiple of 4",
  );
  assertThrows(() => encodeImageSheet({ images, shape: [9], columns: 0 }), RangeError, "columns 0");
});

Deno.test("pngUrl() holds the bytes of the file", () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, i) => i);
  const [head, body] = pngUrl(bytes).split(",");
  assertEquals(head, "data:image/png;base64");
  assertEquals(Uint8Array.from(atob(body), (c) => c.charCodeAt(0)), bytes);
});
