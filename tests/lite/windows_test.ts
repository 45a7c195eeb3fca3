import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { createRng } from "../../src/core/rng.ts";
import { type Shape, sizeOf } from "../../src/core/shape.ts";
import { openLite } from "../../src/lite/mod.ts";
import type { OperatorName } from "../../src/onnx/mod.ts";
import { besideOrt } from "./beside_ort.ts";
import { kernels } from "./lite.ts";
import { oneNode } from "./one_node.ts";

const rng = createRng(3);
const random = (shape: Shape) => ({
  shape,
  values: new Float32Array(sizeOf(shape)).map(() => rng.uniform() - 0.5),
});

/** Runs an operator on images x, filters w and biases beside onnxruntime-node. */
function run(operator: OperatorName, { x, w, attributes }: {
  x: Shape;
  w?: Shape;
  attributes: object;
}) {
  const stored = w && [w, [w[operator === "Conv" ? 0 : 1]]].map(random);
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const model = oneNode(operator, { x, stored, attributes: Object.fromEntries(given) });
  return besideOrt(model, random(x));
}

const pairOf = (min: number, max: number) =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const image = fc.tuple(fc.tuple(fc.constantFrom(1, 2), fc.constantFrom(1, 3)), pairOf(1, 7))
  .map((both) => both.flat());
const pads = fc.tuple(pairOf(0, 2), pairOf(0, 1)).map((both) => both.flat());
const auto_pad = fc.constantFrom("SAME_UPPER", "SAME_LOWER", "VALID");
const padding: fc.Arbitrary<object> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ pads: maybe(pads) }) },
  { weight: 8, arbitrary: fc.record({ auto_pad }) },
  fc.record({ pads, auto_pad }),
);
const steps = fc.record({ strides: maybe(pairOf(1, 3)), dilations: maybe(pairOf(1, 3)) });
const kernel = pairOf(1, 3), filters = fc.constantFrom(1, 5);

Deno.test("convolutions are padded as in onnxruntime-node, or refused as there", async () => {
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(image, filters, kernel, padding, steps, async (x, count, size, ...all) => {
      const attributes = Object.assign({}, ...all);
      const made = await run("Conv", { x, w: [count, x[1], ...size], attributes });
      if (typeof made !== "string") ran++;
    }),
    { seed: 31, numRuns: 120 },
  );
  assert(ran > 50, `only ${ran} ran`);
});

Deno.test("transposed convolutions give the outputs of onnxruntime-node, or are refused as there", async () => {
  let ran = 0, wider = 0;
  const outputs = fc.record({
    output_padding: maybe(pairOf(0, 1)),
    /** The number of outputs asked for beyond the products, or below. */
    more: maybe(pairOf(-3, 2)),
  });
  await fc.assert(
    fc.asyncProperty(image, filters, kernel, padding, steps, outputs, async (...all) => {
      const [x, count, size, padding, steps, { more, output_padding }] = all;
      const { strides = [1, 1], dilations = [1, 1] } = steps;
      const output_shape = more?.map((most, i) =>
        strides[i] * (x[i + 2] - 1) + dilations[i] * (size[i] - 1) + 1 +
        (output_padding?.[i] ?? 0) + most
      );
      fc.pre(output_shape?.every((size) => size > 0) ?? true);
      const attributes = { ...padding, ...steps, output_padding, output_shape };
      const made = await run("ConvTranspose", { x, w: [x[1], count, ...size], attributes });
      if (typeof made === "string") return;
      ran++;
      if (more && Math.max(...more) > 0) wider++;
    }),
    { seed: 37, numRuns: 300 },
  );
  assert(ran > 120 && wider > 15, `only ${ran} ran, ${wider} of them wider than their products`);
});

Deno.test("a transposed convolution to more outputs than its products holds zeros behind them", async () => {
  const x = { shape: [1, 1, 2, 2], values: Float32Array.of(1, 2, 3, 4) };
  const filter = { shape: [1, 1, 1, 1], values: Float32Array.of(10) };
  const to = (...output_shape: number[]) =>
    besideOrt(
      oneNode("ConvTranspose", {
        x: x.shape,
        stored: [filter],
        attributes: { strides: [2, 2], output_shape },
      }),
      x,
    );
  assertEquals(await to(4, 3), [{
    shape: [1, 1, 4, 3],
    values: Float32Array.of(10, 0, 20, 0, 0, 0, 30, 0, 40, 0, 0, 0),
  }]);
  assertEquals(
    await to(5, 3),
    "Cannot read the model as an ONNX model: node 0 (ConvTranspose): axis 2 of its output has 5 " +
      "values, expected 1 to 4",
  );
});

Deno.test("pools lie as in onnxruntime-node, or are refused as there", async () => {
  let ran = 0;
  const ceil_mode = fc.constantFrom(undefined, 1);
  await fc.assert(
    fc.asyncProperty(image, kernel, padding, steps, ceil_mode, async (x, size, ...all) => {
      const [padding, { strides = [1, 1], dilations = [1, 1] }, ceil_mode] = all;
      // What runtimes read in different ways, or what gives nothing there, is refused here.
      fc.pre(size.every((each, i) => dilations[i] * (each - 1) < x[i + 2]));
      fc.pre(!("auto_pad" in padding && "pads" in padding));
      fc.pre(!("auto_pad" in padding) || size.every((each, i) => each >= strides[i]));
      fc.pre(!("auto_pad" in padding) || Math.max(...dilations) === 1);
      const attributes = { ...padding, strides, dilations, ceil_mode, kernel_shape: size };
      if (typeof await run("MaxPool", { x, attributes }) !== "string") ran++;
    }),
    { seed: 41, numRuns: 120 },
  );
  assert(ran > 50, `only ${ran} ran`);
});

for (
  const [what, operator, { x, w }, attributes, sentence] of [
    [
      "a convolution of sequences",
      "Conv",
      { x: [1, 1, 5], w: [1, 1, 2] },
      {},
      "its input [1,1,5] has 3 axes, and the lite engine only has 4, [B, K, H, W]",
    ],
    [
      "a transposed convolution of volumes",
      "ConvTranspose",
      { x: [1, 1, 2, 2, 2], w: [1, 1, 1, 1, 1] },
      {},
      "its input [1,1,2,2,2] has 5 axes, and the lite engine only has 4, [B, K, H, W]",
    ],
    [
      "a pool with dilations that is padded by itself",
      "MaxPool",
      { x: [1, 1, 5, 5] },
      { kernel_shape: [2, 2], auto_pad: "SAME_UPPER", dilations: [1, 3] },
      "its windows have dilation 3, give pads instead of auto_pad",
    ],
    [
      "a pool that is padded twice",
      "MaxPool",
      { x: [1, 1, 5, 5] },
      { kernel_shape: [2, 2], auto_pad: "VALID", pads: [1, 1, 1, 1] },
      "it has pads and auto_pad VALID, expected one of them",
    ],
    [
      "a pool of padding alone",
      "MaxPool",
      { x: [1, 1, 5, 5] },
      { kernel_shape: [2, 2], pads: [0, 2, 0, 0] },
      "pads [0,2,0,0] are not below the windows [2,2]",
    ],
    [
      "a pool of places that miss all values",
      "MaxPool",
      { x: [1, 1, 2, 2] },
      { kernel_shape: [2, 2], dilations: [1, 3], pads: [0, 1, 0, 1] },
      "places 3 apart may all miss the 2 values",
    ],
  ] as const
) {
  Deno.test(`${what} is refused: ${sentence}`, async () => {
    const stored = w && [random(w)];
    const error = await assertRejects(() =>
      openLite(oneNode(operator, { x, stored, attributes }), { wasm: kernels })
    );
    assert(error instanceof Error && error.message.endsWith(`node 0 (${operator}): ${sentence}`));
  });
}
