import { assertAlmostEquals, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { fitImage } from "../../../../src/data/formats/pictures/fit_image.ts";

const grey = (height: number, width: number, values: number[]) => ({
  shape: [height, width, 1],
  values: Uint8Array.from(values),
});
const fits = ["crop", "pad", "stretch"] as const;
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

Deno.test("fitImage() leaves an image of the wanted size and colours as it is", () => {
  const image = grey(2, 3, [1, 2, 3, 4, 5, 6]);
  for (const fit of fits) {
    assertStrictEquals(fitImage(image, { fit }), image);
    assertStrictEquals(fitImage(image, { fit, size: [2, 3], colour: "grey" }), image);
  }
});

Deno.test("fitImage() makes one pixel of 2 × 2 by their mean, and halves by means of areas", () => {
  for (const fit of fits) {
    assertEquals(fitImage(grey(2, 2, [10, 20, 30, 41]), { fit, size: 1 }), grey(1, 1, [25]));
  }
  assertEquals(
    fitImage(grey(2, 4, [0, 4, 100, 108, 8, 12, 104, 112]), { fit: "stretch", size: [1, 2] }),
    grey(1, 2, [6, 106]),
  );
  // Three pixels to two: the middle one goes half to each side.
  assertEquals(
    fitImage(grey(1, 3, [30, 60, 90]), { fit: "stretch", size: [1, 2] }),
    grey(1, 2, [40, 80]),
  );
});

Deno.test("fitImage() enlarges along the lines between the middles of pixels", () => {
  // The middles of four pixels lie at -1/4, 1/4, 3/4 and 5/4 between those of two.
  assertEquals(
    fitImage(grey(1, 2, [100, 200]), { fit: "stretch", size: [1, 4] }),
    grey(1, 4, [100, 125, 175, 200]),
  );
});

Deno.test("fitImage() crops the middle, pads with the edge, and stretches the whole", () => {
  const wide = grey(2, 4, [1, 2, 3, 4, 5, 6, 7, 8]);
  assertEquals(fitImage(wide, { fit: "crop", size: 2 }), grey(2, 2, [2, 3, 6, 7]));
  assertEquals(
    fitImage(wide, { fit: "pad", size: 4 }),
    grey(4, 4, [1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 5, 6, 7, 8]),
  );
  assertEquals(fitImage(wide, { fit: "stretch", size: 2 }), grey(2, 2, [2, 4, 6, 8]));
  // At its own scale a picture is cut between pixels, also where one side loses more.
  assertEquals(fitImage(grey(1, 4, [1, 2, 3, 4]), { fit: "crop", size: 1 }), grey(1, 1, [2]));
});

Deno.test("fitImage() turns colour to grey by the luma of BT.601, and grey to colour by repetition", () => {
  const colour = {
    shape: [1, 4, 3],
    values: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 90, 90, 90),
  };
  // 0.299 × 255 = 76.2, 0.587 × 255 = 149.7, 0.114 × 255 = 29.1.
  assertEquals(fitImage(colour, { fit: "crop", colour: "grey" }), grey(1, 4, [76, 150, 29, 90]));
  assertEquals(fitImage(grey(1, 2, [7, 9]), { fit: "crop", colour: "colour" }), {
    shape: [1, 2, 3],
    values: Uint8Array.of(7, 7, 7, 9, 9, 9),
  });
});

Deno.test("fitImage() keeps 16 bits, the notes, and each channel apart", () => {
  const image = {
    shape: [1, 2, 3],
    values: Uint16Array.of(0, 100, 65535, 2, 300, 65535),
    notes: ["turned"] as const,
  };
  assertEquals(fitImage(image, { fit: "stretch", size: 1 }), {
    shape: [1, 1, 3],
    values: Uint16Array.of(1, 200, 65535),
    notes: ["turned"],
  });
});

Deno.test("fitImage() refuses a size of too many pixels", () => {
  assertThrows(
    () => fitImage(grey(1, 1, [1]), { fit: "crop", size: [4096, 4097] }),
    RangeError,
    "Cannot bring pictures to 4097 × 4096: expected 16777216 pixels at the most",
  );
});

const side = fc.integer({ min: 1, max: 9 });

Deno.test("fitImage() gives any size, keeps a constant, and passes no value of the image", () => {
  fc.assert(
    fc.property(
      fc.record({ height: side, width: side, to: fc.tuple(side, side), seed: fc.nat(255) }),
      fc.constantFrom(...fits),
      ({ height, width, to, seed }, fit) => {
        const values = Array.from({ length: height * width }, (_, i) => (seed + 37 * i * i) % 256);
        const fitted = fitImage(grey(height, width, values), { fit, size: to });
        assertEquals(fitted.shape, [...to, 1]);
        assertEquals(Math.min(...fitted.values) >= Math.min(...values), true);
        assertEquals(Math.max(...fitted.values) <= Math.max(...values), true);
        const constant = fitImage(grey(height, width, values.map(() => seed)), { fit, size: to });
        assertEquals(constant.values.every((value) => value === seed), true);
      },
    ),
    { numRuns: 200, seed: 1 },
  );
});

Deno.test("fitImage() keeps the mean where it shrinks", () => {
  fc.assert(
    fc.property(side, side, side, side, (height, width, h, w) => {
      const values = Uint16Array.from(
        { length: height * width },
        (_, i) => (12345 + 9876 * i * i) % 65536,
      );
      const to = [Math.min(h, height), Math.min(w, width)] as const;
      const fitted = fitImage({ shape: [height, width, 1], values }, { fit: "stretch", size: to });
      // Each value is rounded by a half at the most.
      assertAlmostEquals(mean(fitted.values), mean(values), 0.5);
    }),
    { numRuns: 200, seed: 1 },
  );
});
