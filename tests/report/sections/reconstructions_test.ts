import { assertEquals, assertThrows } from "@std/assert";
import { applyScaling } from "../../../src/core/preprocessor/scaling.ts";
import type { Reconstructions } from "../../../src/report/sections/reconstructions.ts";
import { decodeImages, pixelOf } from "../decode_images.ts";
import { drawPage } from "../draw_page.ts";

const inputs = Float32Array.from({ length: 8 }, (_, i) => i / 10);

const data: Reconstructions = {
  shape: [2, 2, 1],
  inputs,
  methods: [{ name: "PCA", outputs: inputs.map((value) => value + 0.5) }],
  names: ["one", "two"],
  seen: inputs,
};

Deno.test("inputs stand over what each method makes of them, with the squared error", () => {
  const page = drawPage({ reconstructions: data });
  // Four values off by one half: 4 × 0.25.
  assertEquals(page.match(/<small>1\.00<\/small>/g)?.length, 2);
  const images = decodeImages(page);
  assertEquals([...images.keys()], [
    "Input 1: one",
    "Input 2: two",
    "Input 1 reconstructed by PCA",
    "Input 2 reconstructed by PCA",
    "2 inputs of shape [2, 2, 1].",
  ]);
  const level = (alt: string) => pixelOf(images.get(alt)!, [1, 0])[0];
  assertEquals(level("Input 2: two"), Math.round(0.5 * 255));
  assertEquals(level("Input 1 reconstructed by PCA"), Math.round(0.6 * 255));
});

Deno.test("inputs that are no pictures are not drawn as if they were", () => {
  assertThrows(
    () => drawPage({ reconstructions: { ...data, shape: [4] } }),
    RangeError,
    "Cannot draw inputs of shape [4] as pictures: expected [H, W] or [H, W, K]",
  );
});

Deno.test("reconstructions of another size than their inputs are refused", () => {
  const methods = [{ name: "PCA", outputs: new Float32Array(3) }];
  assertThrows(
    () => drawPage({ reconstructions: { ...data, methods } }),
    RangeError,
    "Cannot show the reconstructions by PCA: they are 3 values, the inputs 8",
  );
});

Deno.test("pictures of a scaled model are drawn as the data are, their errors stay on the model's scale", () => {
  const scaling = { scale: "standard", offset: [0.5], factor: [0.25] } as const;
  const scaled: Reconstructions = {
    ...data,
    inputs: applyScaling(inputs, scaling),
    methods: [{ name: "PCA", outputs: applyScaling(inputs.map((x) => x / 2), scaling) }],
    seen: applyScaling(inputs, scaling),
    scaling,
  };
  const page = drawPage({ reconstructions: scaled });
  const level = (alt: string) => pixelOf(decodeImages(page).get(alt)!, [1, 0])[0];
  assertEquals(level("Input 2: two"), Math.round(0.5 * 255));
  assertEquals(level("Input 1 reconstructed by PCA"), Math.round(0.05 * 255));
  // (x / 2)² summed over 0, 0.1, 0.2 and 0.3, over 0.25².
  assertEquals(page.includes("<small>0.560</small>"), true);
  assertEquals(page.includes("on the common scale that the model sees them on"), true);
});
