import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { FeatureMaps } from "../../../src/report/sections/feature_maps.ts";
import { decodeImages, pixelOf } from "../decode_images.ts";
import { drawPage } from "../draw_page.ts";

const render = (featureMaps: FeatureMaps) => drawPage({ featureMaps });

const input = new Float32Array([0, 1, 0.2, 2]);
const inputShape = [2, 2, 1];

Deno.test("feature maps show each channel on the one scale of its layer", () => {
  const values = new Float32Array([0, 2, 1, 4, -1, 3]);
  const page = render({
    input,
    inputShape,
    layers: [{ path: "encoder.0", name: "conv2d", shape: [1, 3, 2], values }],
  });
  const images = decodeImages(page);
  const row = (alt: string) => [0, 1, 2].map((x) => pixelOf(images.get(alt)!, [x, 0])[0]);
  assertEquals(row("Map 1 of encoder.0"), [51, 102, 0]);
  assertEquals(row("Map 2 of encoder.0"), [153, 255, 204]);
  const drawn = images.get("The input of the feature maps")!;
  assertEquals([...drawn.data].filter((_, i) => i % 2 === 0), [0, 255, 51, 255]);
  for (const text of ["<code>encoder.0</code>", "conv2d, [1, 3, 2], −1.00 to 4.00"]) {
    assertStringIncludes(page, text);
  }
  assertStringIncludes(page, 'aria-label="Feature maps of encoder.0: 2 of 2"');
  assert(!page.includes(" more</small>"));
});

Deno.test("feature maps stop at 32 of a layer, and say how many more there are", () => {
  const layers = [7, 32, 100].map((channels, i) => ({
    path: `encoder.${i}`,
    name: "relu",
    shape: [2, 2, channels],
    values: new Float32Array(4 * channels),
  }));
  const page = render({ input, inputShape, layers });
  const count = (path: string) =>
    [...decodeImages(page).keys()].filter((alt) => alt.endsWith(`of ${path}`)).length;
  assertEquals(["encoder.0", "encoder.1", "encoder.2"].map(count), [7, 32, 32]);
  assertEquals(page.match(/and \d+ more/g), ["and 68 more"]);
});

Deno.test("feature maps say which sizes do not fit", () => {
  const layer = { path: "encoder.1", name: "relu", shape: [2, 2, 2], values: new Float32Array(8) };
  assertThrows(
    () => render({ input: new Float32Array(3), inputShape, layers: [layer] }),
    RangeError,
    "Cannot draw the input of the feature maps: there are 3 values, expected the 4 of",
  );
  for (const wrong of [{ ...layer, shape: [8] }, { ...layer, values: new Float32Array(7) }]) {
    assertThrows(
      () => render({ input, inputShape, layers: [wrong] }),
      RangeError,
      "Cannot draw the feature maps of encoder.1",
    );
  }
});
