import { assert, assertRejects } from "@std/assert";
import { createGraph, encodeModel, type GraphBuilder } from "../../src/onnx/mod.ts";
import { openLite } from "../../src/lite/mod.ts";
import { kernels } from "./lite.ts";

const open = (graph: GraphBuilder) =>
  openLite(encodeModel(graph.finish({ producerName: "test", producerVersion: "0" })), {
    wasm: kernels,
  });

Deno.test("places that values are fetched from count to the memory of a model", async () => {
  const graph = createGraph("g");
  let x = graph.input("x", ["batch", 2 ** 24]);
  const row = graph.initializer("row", { shape: [1, 1], values: Float32Array.of(1) });
  const isOne = graph.node("GreaterOrEqual", [x, graph.scalar(0)]);
  for (let i = 0; i < 6; i++) x = graph.node("Where", [isOne, x, row]);
  graph.output(x, "y", ["batch", 2 ** 24]);
  const start = performance.now();
  // Each Where takes three lists of 64 MiB, beside values that take each other's places.
  await assertRejects(
    () => open(graph),
    RangeError,
    "it needs more than the 1073741824 bytes that one model may take",
  );
  assert(performance.now() - start < 20_000);
});

Deno.test("a stride that makes millions of convolutions of one is refused", async () => {
  const graph = createGraph("g");
  const x = graph.input("x", ["batch", 1, 2, 2]);
  const filter = graph.initializer("w", { shape: [1, 1, 1, 1], values: Float32Array.of(1) });
  const y = graph.node("ConvTranspose", [x, filter], {
    attributes: { strides: [2 ** 12, 2 ** 12] },
  });
  graph.output(y, "y", ["batch", 1, 2 ** 12 + 1, 2 ** 12 + 1]);
  await assertRejects(() => open(graph), RangeError, "it needs more than the 1073741824 bytes");
});
