import { assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { sizeOf } from "../../../src/core/shape.ts";
import type { LayerSpec } from "../../../src/layers/mod.ts";
import { describeModel, initParams, planAutoencoder } from "../../../src/model/mod.ts";
import { describeAutoencoder } from "../../../src/variants/mod.ts";
import { weightImages } from "../../../src/report/pictures/weight_images.ts";

/** A model of images, and parameters that count up from 0. */
function model(encoder: LayerSpec[], { tied = false }: { tied?: boolean } = {}) {
  const plan = planAutoencoder(
    describeModel({ encoder, tied, loss: "mean-squared-error" }, [2, 2, 1]),
  );
  const params = initParams(plan, { rng: createRng(1) });
  for (const { values } of Object.values(params)) values.forEach((_, i) => values[i] = i);
  return { plan, params };
}

const images = (of: ReturnType<typeof model>, path?: string) => {
  const found = weightImages(of.plan, { params: of.params, ...(path && { path }) })!;
  return { ...found, images: [...found.images] };
};

Deno.test("the units of a dense layer are the columns of its weight", () => {
  const dense = model([{ type: "flatten" }, { type: "dense", units: 3 }]);
  assertEquals(images(dense), {
    path: "encoder.1",
    what: "units",
    images: [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11],
    shape: [2, 2, 1],
  });
  // What each entry of a code adds is a row of the decoder's.
  assertEquals(images(dense, "decoder.0").images, [...Array(12).keys()]);
});

Deno.test("a tied decoder shows what its encoder does", () => {
  const tied = model([{ type: "flatten" }, { type: "dense", units: 3 }], { tied: true });
  assertEquals(images(tied, "decoder.0").images, images(tied, "encoder.1").images);
});

Deno.test("of a sparse code the atoms are shown first, the rows of its dictionary", () => {
  const sparse = model([{ type: "flatten" }, { type: "dense_top_k", units: 5, k: 2 }]);
  const found = images(sparse);
  assertEquals([found.path, found.what], ["decoder.0", "atoms"]);
  assertEquals(found.images, [...Array(20).keys()]);
});

Deno.test("of codes that are inferred while training the atoms are shown first as well", () => {
  const plan = planAutoencoder(
    describeAutoencoder({ variant: "predictive-sparse-decomposition", codeSize: 3 }, [2, 2, 1]),
  );
  const weight = { shape: [3, 4], values: Float32Array.from({ length: 12 }, (_, i) => i) };
  const { path, what, images } = weightImages(plan, { params: { "encoder.4.weight": weight } })!;
  assertEquals([path, what], ["decoder.0", "atoms"]);
  assertEquals([...images], [...weight.values]);
});

Deno.test("the filters of a convolution are its weight, one output channel after the other", () => {
  const found = images(model([{ type: "conv2d", filters: 2, size: [1, 3] }]));
  assertEquals(found.shape, [1, 3, 1]);
  assertEquals(found.images, [0, 2, 4, 1, 3, 5]);
  assertEquals(found.images.length / sizeOf(found.shape), 2);
});

Deno.test("a layer without weights to draw, or none at all, is refused in one sentence", () => {
  const dense = model([{ type: "flatten" }, { type: "dense", units: 3 }, {
    type: "activation",
    function: "relu",
  }]);
  assertThrows(
    () => images(dense, "encoder.2"),
    RangeError,
    'Cannot draw the weights of "encoder.2": they are no images; those of encoder.1, decoder.0 are',
  );
  assertThrows(
    () => images(dense, "encoder.9"),
    RangeError,
    'Cannot draw the weights of "encoder.9": the model has no such layer, it has encoder.1, decoder.0',
  );
});
