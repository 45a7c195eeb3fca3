import { assertEquals } from "@std/assert";
import { createGraph, encodeModel } from "../../src/onnx/mod.ts";
import { runGraph } from "../export/graphs.ts";

/** Windows on images of 6 × 7, and what is left of these. */
const cases = [
  { attributes: { kernel_shape: [2, 2], strides: [2, 2] }, out: [3, 3] },
  { attributes: { kernel_shape: [3, 3], strides: [1, 2], pads: [1, 0, 1, 2] }, out: [6, 4] },
  { attributes: { kernel_shape: [2, 3], dilations: [3, 2] }, out: [3, 3] },
];

for (const { attributes, out } of cases) {
  Deno.test(`the lite engine passes on a NaN, wherever in a window it is: MaxPool ${JSON.stringify(attributes)}`, async () => {
    const graph = createGraph("pool"), image = graph.input("x", [1, 2, 6, 7]);
    graph.output(graph.node("MaxPool", [image], { attributes }), "y", [1, 2, ...out]);
    const bytes = encodeModel(graph.finish({ producerName: "test", producerVersion: "0" }));
    const pool = async (values: Float32Array<ArrayBuffer>) => {
      const feeds = { x: { shape: [1, 2, 6, 7], values } };
      return Array.from((await runGraph("the lite engine", bytes, feeds)).y.values);
    };
    const clean = Float32Array.from({ length: 84 }, (_, i) => i * 31 % 84 - 60);
    const largest = await pool(clean);
    for (const at of [0, 8, 41, 42, 60, 83]) {
      // Above all others, it shows which windows hold the place.
      const isHit = (await pool(clean.with(at, 99))).map((value) => value === 99);
      const pooled = await pool(clean.with(at, NaN));
      assertEquals(pooled, largest.map((value, i) => isHit[i] ? NaN : value));
    }
  });
}
