import { assertEquals, assertThrows } from "@std/assert";
import { pileImages } from "../../../../src/data/formats/pictures/pile_images.ts";

const bytes = (...values: number[]) => ({
  shape: [1, values.length, 1],
  values: Uint8Array.from(values),
});
const words = (...values: number[]) => ({
  shape: [1, values.length, 1],
  values: Uint16Array.from(values),
});

Deno.test("pileImages() stacks images of one shape and leaves others out", () => {
  const pile = pileImages(5, "folder");
  const taken = [bytes(1, 2), bytes(3, 4), bytes(5), bytes(6, 7)].map(pile.add);
  assertEquals(taken, [true, true, false, true]);
  assertEquals(pile.shape(), [1, 2, 1]);
  assertEquals(pile.examples(), {
    shape: [1, 2, 1],
    count: 3,
    values: Uint8Array.of(1, 2, 3, 4, 6, 7),
  });
});

Deno.test("pileImages() turns all values to floats in [0, 1] with the first image of 16 bits", () => {
  const pile = pileImages(3, "folder");
  for (const image of [bytes(0, 51), words(13107, 65535), bytes(255, 102)]) pile.add(image);
  assertEquals(pile.deepCount(), 1);
  assertEquals(pile.examples().values, Float32Array.of(0, 0.2, 0.2, 1, 1, 0.4));
});

Deno.test("pileImages() says that there are no pictures, and that too many do not fit", () => {
  assertThrows(
    () => pileImages(0, "folder").examples(),
    RangeError,
    "Cannot use folder: it holds no pictures",
  );
  const shape = [1, 1, 1];
  const vast = Object.defineProperty(new Uint8Array(1), "length", { value: 2 ** 53 });
  assertThrows(
    () => pileImages(9, "folder").add({ shape: [2 ** 26, 2 ** 26, 3], values: vast }),
    RangeError,
    "Cannot hold the 9 pictures of folder in memory: each has",
  );
  assertEquals(pileImages(9, "folder").add({ shape, values: Uint8Array.of(1) }), true);
});
