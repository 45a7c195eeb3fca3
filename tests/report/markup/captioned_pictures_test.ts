import { assertEquals, assertThrows } from "@std/assert";
import { captionedPictures } from "../../../src/report/markup/captioned_pictures.ts";
import { decodeImages, pixelOf } from "../decode_images.ts";

Deno.test("captionedPictures() draws each image over its own words", () => {
  const { markup } = captionedPictures({
    images: Float32Array.of(0, 1, 1, 0),
    shape: [1, 2],
    captions: ["left < right", "right"],
    title: "Two",
    caption: "All.",
  });
  const images = decodeImages(markup);
  assertEquals([...images.keys()], ["left &lt; right", "right"]);
  const greys = [...images.values()].map((image) => [0, 1].map((x) => pixelOf(image, [x, 0])[0]));
  assertEquals(greys, [[0, 255], [255, 0]]);
  assertEquals(markup.match(/<small>/g)?.length, 2);
});

Deno.test("captionedPictures() refuses values that are not an image for each caption", () => {
  assertThrows(
    () =>
      captionedPictures({
        images: new Float32Array(5),
        shape: [1, 2],
        captions: ["a", "b"],
        title: "Two",
        caption: "",
      }),
    RangeError,
    'Cannot draw "Two": there are 5 values, expected the 2 of an image for each of 2 captions',
  );
});
