import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { createGraph, encodeModel } from "../../src/onnx/mod.ts";
import { assertClose, runGraph } from "../export/graphs.ts";

interface Case {
  readonly x: readonly number[];
  readonly filter: readonly number[];
  readonly out: readonly number[];
  readonly attributes?: Readonly<Record<string, number[]>>;
}

/** Sizes that fill tiles of 4 channels, 8 and 16 neighbours, and sizes that do not. */
const plain: readonly Case[] = [
  { x: [2, 1, 5, 5], filter: [1, 1, 3, 3], out: [3, 3] },
  { x: [1, 3, 9, 21], filter: [7, 3, 2, 3], out: [9, 21], attributes: { pads: [0, 2, 1, 0] } },
  {
    x: [2, 2, 11, 17],
    filter: [9, 2, 3, 3],
    out: [6, 6],
    attributes: { strides: [2, 3], pads: [1, 1, 1, 1] },
  },
  {
    x: [1, 5, 12, 34],
    filter: [4, 5, 2, 3],
    out: [9, 15],
    attributes: { dilations: [3, 2], strides: [1, 2] },
  },
  { x: [1, 2, 6, 6], filter: [3, 2, 1, 1], out: [2, 2], attributes: { strides: [3, 3] } },
];
const transposed: readonly Case[] = [
  { x: [2, 1, 5, 5], filter: [1, 1, 3, 3], out: [7, 7] },
  {
    x: [1, 3, 4, 9],
    filter: [3, 7, 4, 4],
    out: [8, 18],
    attributes: { strides: [2, 2], pads: [1, 1, 1, 1] },
  },
  {
    x: [2, 4, 5, 4],
    filter: [4, 6, 3, 5],
    out: [15, 9],
    attributes: { strides: [3, 2], output_padding: [1, 1], pads: [0, 2, 1, 1] },
  },
  {
    x: [1, 2, 3, 5],
    filter: [2, 8, 3, 2],
    out: [9, 15],
    attributes: { strides: [2, 3], dilations: [2, 2] },
  },
  // Between its places nothing reaches: those are their biases.
  { x: [1, 2, 3, 3], filter: [2, 5, 1, 1], out: [7, 7], attributes: { strides: [3, 3] } },
];

for (const [type, cases] of [["Conv", plain], ["ConvTranspose", transposed]] as const) {
  for (const { x, filter, out, attributes } of cases) {
    for (const isStored of [true, false]) {
      const what = `${type} of [${x}] by ${isStored ? "" : "a computed "}[${filter}] ` +
        JSON.stringify(attributes ?? {});
      Deno.test(`the lite engine agrees with onnxruntime-node within 1e-5: ${what}`, async () => {
        const rng = createRng(7);
        const random = (shape: readonly number[]) => ({
          shape,
          values: new Float32Array(sizeOf(shape)).map(() => rng.uniform() - 0.5),
        });
        const graph = createGraph("convolution"), image = graph.input("x", x);
        const weight = graph.initializer("weight", random(filter));
        const used = isStored ? weight : graph.node("Relu", [weight]);
        const channels = filter[type === "Conv" ? 0 : 1];
        const bias = graph.initializer("bias", random([channels]));
        const y = graph.node(type, [image, used, bias], { ...(attributes && { attributes }) });
        graph.output(y, "y", [x[0], channels, ...out]);
        const bytes = encodeModel(graph.finish({ producerName: "test", producerVersion: "0" }));
        const feeds = { x: random(x) };
        const expected = await runGraph("onnxruntime-node", bytes, feeds);
        assertClose((await runGraph("the lite engine", bytes, feeds)).y, expected.y);
      });
    }
  }
}
