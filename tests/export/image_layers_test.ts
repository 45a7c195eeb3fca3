import { assertEquals } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import { toOnnx } from "../../src/export/mod.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { describeModel } from "../../src/model/mod.ts";
import { decodeModel } from "../../src/onnx/mod.ts";
import "../start_backend.ts";
import { randomInputs, withParams } from "../training/small_models.ts";
import { assertClose, runGraph, runtimeNames, runTrainer } from "./graphs.ts";

const INPUT_SHAPE = [7, 6, 2];

/** A model of one layer and its mirror, and what the trainer makes of a batch with it. */
function modelOf(
  layer: LayerSpec,
  { tied = false, x }: { tied?: boolean; x?: NdArray | undefined } = {},
) {
  const spec = describeModel(
    { encoder: [layer], tied, loss: "mean-squared-error" },
    INPUT_SHAPE,
  );
  const { plan, params } = withParams(spec);
  const input = x ?? randomInputs(spec, 2);
  return { files: toOnnx(plan, params), x: input, expected: runTrainer(plan, params, input) };
}

type Pool = Omit<Extract<LayerSpec, { type: "max_pool" }>, "type">;

const sizes: NonNullable<Pool["size"]>[] = [1, 2, 3, [3, 2], [2, 5]];
const strides: NonNullable<Pool["stride"]>[] = [1, 2, 3, [2, 1]];

/** Every way to lay windows on the images. */
const windows = sizes.flatMap((size) =>
  strides.flatMap((stride) =>
    (["same", "valid"] as const).map((padding) => ({ size, stride, padding }))
  )
);

/** Windows that tile, overlap, stand out and leave gaps. */
const pools: readonly Pool[] = [
  { padding: "same" },
  { size: 1, stride: 2, padding: "same" },
  { size: [7, 3] },
  { size: [3, 2], stride: 1 },
  { size: 3, stride: 2, padding: "same" },
  { size: [2, 5], stride: [3, 1], padding: "same" },
];

for (const runtime of runtimeNames) {
  Deno.test(`convolutions and their mirrors agree with the trainer in ${runtime}, however they lie`, async () => {
    for (const [i, each] of windows.entries()) {
      const layer: LayerSpec = { type: "conv2d", filters: 3, ...each };
      const { files, x, expected } = modelOf(layer, { tied: i % 2 === 0 });
      const { code, reconstruction } = await runGraph(runtime, files.model, { input: x });
      assertClose(code, expected.code);
      assertClose(reconstruction, expected.reconstruction);
    }
  });

  Deno.test(`a dilated convolution agrees with the trainer in ${runtime}`, async () => {
    const layer: LayerSpec = { type: "conv2d", filters: 3, size: 3, dilation: [2, 1] };
    const { files, x, expected } = modelOf(layer);
    const { code, reconstruction } = await runGraph(runtime, files.model, { input: x });
    assertClose(code, expected.code);
    assertClose(reconstruction, expected.reconstruction);
  });

  Deno.test(`switches are the trainer's to the bit in ${runtime}, and unpooling agrees, however windows lie`, async () => {
    const constant = {
      shape: [1, ...INPUT_SHAPE],
      values: new Float32Array(7 * 6 * 2).fill(-0.5),
    };
    for (const pool of pools) {
      const layer: LayerSpec = { type: "max_pool", ...pool, switches: true };
      // Where all values are equal, the first place inside the image must win.
      for (const x of [undefined, constant]) {
        const { files, x: input, expected } = modelOf(layer, { x });
        assertEquals(
          exact(await runGraph(runtime, files.encoder, { input })),
          exact(expected.encoding),
        );
        const decoded = await runGraph(runtime, files.decoder, expected.encoding);
        assertClose(decoded.reconstruction, expected.reconstruction);
        const { reconstruction } = await runGraph(runtime, files.model, { input });
        assertClose(reconstruction, expected.reconstruction);
      }
    }
  });

  Deno.test(`pooling without switches and repetition agree with the trainer in ${runtime}`, async () => {
    const layers: LayerSpec[] = [
      { type: "max_pool", padding: "same" },
      { type: "max_pool", size: 3, stride: [2, 3], padding: "same" },
      { type: "up_sampling", size: [2, 3] },
      { type: "up_sampling", size: 3, outputSize: [20, 16] },
      { type: "global_pool", function: "average" },
      { type: "global_pool", function: "max" },
    ];
    for (const layer of layers) {
      const { files, x, expected } = modelOf(layer);
      const { code, reconstruction } = await runGraph(runtime, files.model, { input: x });
      assertClose(code, expected.code);
      assertClose(reconstruction, expected.reconstruction);
    }
  });

  Deno.test(`a batch of no images stays one in ${runtime}, switches and all`, async () => {
    const { files } = modelOf({ type: "max_pool", padding: "same", switches: true });
    const input = { shape: [0, ...INPUT_SHAPE], values: new Float32Array(0) };
    const encoding = await runGraph(runtime, files.encoder, { input });
    assertEquals([...encoding.code.shape], [0, 4, 3, 2]);
    const { reconstruction } = await runGraph(runtime, files.decoder, encoding);
    assertEquals([...reconstruction.shape], [0, ...INPUT_SHAPE]);
  });
}

/** Arrays by name, in one order, to be compared to the last bit. */
function exact(arrays: Readonly<Record<string, NdArray>>) {
  return Object.keys(arrays).sort().map((name) => ({
    name,
    shape: [...arrays[name].shape],
    values: [...arrays[name].values],
  }));
}

Deno.test("a graph of images stays with operators that every execution provider has", () => {
  const { files } = modelOf({
    type: "max_pool",
    size: 3,
    stride: 2,
    padding: "same",
    switches: true,
  });
  const nodes = decodeModel(files.model, "model.onnx").graph.node;
  assertEquals(
    [...new Set(nodes.map(({ opType }) => opType))].sort(),
    ["ConvTranspose", "Equal", "MaxPool", "Pad", "Reshape", "Slice", "Transpose", "Where"],
  );
  const pool = nodes.find(({ opType }) => opType === "MaxPool");
  assertEquals(pool?.output.length, 1);
});

Deno.test("a tied filter is stored once, and a pool that keeps no switches writes none", () => {
  const tied = modelOf({ type: "conv2d", filters: 3, size: 3, stride: 2 }, { tied: true });
  const { initializer, node } = decodeModel(tied.files.model, "model.onnx").graph;
  assertEquals(initializer.map(({ name }) => name).sort(), [
    "decoder.0.bias",
    "encoder.0.bias",
    "encoder.0.filter",
  ]);
  assertEquals(node.map(({ opType }) => opType), [
    "Transpose",
    "Conv",
    "Transpose",
    "ConvTranspose",
    "Transpose",
  ]);
  const plain = modelOf({ type: "max_pool", padding: "same" });
  const encoder = decodeModel(plain.files.encoder, "encoder_model.onnx").graph;
  assertEquals(encoder.node.map(({ opType }) => opType), ["Transpose", "MaxPool", "Transpose"]);
});
