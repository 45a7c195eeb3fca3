import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import type { Shape } from "../../src/core/shape.ts";
import { openLite } from "../../src/lite/mod.ts";
import { besideOrt } from "./beside_ort.ts";
import { kernels } from "./lite.ts";
import { oneNode } from "./one_node.ts";

const transformations = ["asymmetric", "half_pixel", "pytorch_half_pixel", "align_corners"];
const roundings = ["floor", "ceil", "round_prefer_floor", "round_prefer_ceil"];
const modes = transformations.flatMap((coordinate_transformation_mode) =>
  roundings.map((nearest_mode) => ({ coordinate_transformation_mode, nearest_mode }))
);

/** Each value is its place, so that another place shows. */
const places = (shape: Shape) => ({
  shape,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
});
const byScales = (x: Shape, scales: readonly number[], attributes: object = {}) => {
  const stored = { shape: [scales.length], values: Float32Array.from(scales) };
  return oneNode("Resize", { x, stored: [undefined, stored], attributes: { ...attributes } });
};
const toSizes = (x: Shape, sizes: readonly number[], attributes: object = {}) => {
  const stored = { shape: [sizes.length], values: BigInt64Array.from(sizes, BigInt) };
  return oneNode("Resize", {
    x,
    stored: [undefined, undefined, stored],
    attributes: { ...attributes },
  });
};

Deno.test("nearest pixels are those of onnxruntime-node, in every mode and at scales that floats miss", async () => {
  const x = [1, 1, 1, 151];
  for (const mode of modes) {
    for (const scale of [0.3, 0.7, 9 / 11, 1.1, 8 / 7, 1.2, 5 / 3, 2.1, 7 / 3, 2.4, 3]) {
      const made = await besideOrt(byScales(x, [1, 1, 1, scale], mode), places(x));
      assert(typeof made !== "string", `${made}`);
    }
  }
});

Deno.test("images of any size resize as in onnxruntime-node, by scales and to sizes", async () => {
  const size = fc.integer({ min: 1, max: 12 });
  const scale = fc.oneof(
    fc.constantFrom(1, 2, 3, 0.5, 1.1, 1.2, 1.5, 1 / 3, 7 / 3, 0.7),
    fc.float({ min: 0.125, max: 4, noNaN: true }),
  );
  const target = fc.oneof(
    fc.record({ scales: fc.tuple(scale, scale) }),
    fc.record({
      sizes: fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })),
    }),
  );
  await fc.assert(
    fc.asyncProperty(size, size, target, fc.constantFrom(...modes), async (...all) => {
      const [height, width, target, mode] = all, x = [2, 2, height, width];
      const model = "scales" in target
        ? byScales(x, [1, 1, ...target.scales], mode)
        : toSizes(x, [2, 2, ...target.sizes], mode);
      const made = await besideOrt(model, places(x));
      assert(typeof made !== "string", `${made}`);
    }),
    { seed: 43, numRuns: 300 },
  );
});

Deno.test("a scale that changes no size copies, as in onnxruntime-node", async () => {
  const x = places([1, 1, 2, 4]), [asymmetric] = modes;
  const made = await besideOrt(byScales(x.shape, [1, 1, 1.2, 1.2], asymmetric), x);
  assertEquals(made, [x]);
});

for (
  const [model, sentence] of [
    [
      byScales([1, 1, 2, 2], [1, 1, 2, 2], { mode: "linear" }),
      "its mode is linear, and the lite engine only has nearest",
    ],
    [
      byScales([1, 1, 2, 2], [1, 1, 2, 2], {
        coordinate_transformation_mode: "tf_crop_and_resize",
      }),
      "its coordinate_transformation_mode is tf_crop_and_resize, and the lite engine only has " +
      "asymmetric or half_pixel or pytorch_half_pixel or align_corners",
    ],
    [
      byScales([1, 2, 2, 2], [1, 2, 2, 2]),
      "its scales are [1,2,2,2], and the lite engine only has [1, 1, h, w]",
    ],
    [
      toSizes([4], [8]),
      "its scales are [2], and the lite engine only has [1, 1, h, w]",
    ],
  ] as const
) {
  Deno.test(`a Resize is refused in one sentence: ${sentence}`, async () => {
    await assertRejects(
      () => openLite(model, { wasm: kernels }),
      RangeError,
      `Cannot run "one" in the lite engine: node 0 (Resize): ${sentence}`,
    );
  });
}
