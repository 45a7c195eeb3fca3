import { createGraph, type Model } from "../../src/onnx/mod.ts";

/** The network that scripts/reference/onnx_golden.py writes with the official library. */
export function mlpModel(): Model {
  const graph = createGraph("mlp");
  let x = graph.input("input", ["batch", 4], "A batch.");
  const weight = graph.initializer("encoder.0.weight", {
    shape: [4, 3],
    values: Float32Array.from({ length: 12 }, (_, i) => i / 8),
  });
  const bias = graph.initializer("encoder.0.bias", {
    shape: [3],
    values: Float32Array.of(1, 2, 3),
  });
  x = graph.node("Gemm", [x, weight, bias], { name: "encoder.0" });
  x = graph.node("LeakyRelu", [x], { name: "encoder.1", attributes: { alpha: 0.1 } });
  x = graph.node("Reshape", [x, graph.integers([0, 3, 1])], { name: "encoder.2" });
  graph.output(x, "code", ["batch", 3, 1]);
  return graph.finish({
    producerName: "isthmus",
    producerVersion: "0.1.0",
    metadata: { "ü": "2", a: "1" },
  });
}
