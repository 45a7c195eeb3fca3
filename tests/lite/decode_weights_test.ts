import { assertEquals, assertRejects } from "@std/assert";
import { createAttribute, createGraph, encodeModel, type Model } from "../../src/onnx/mod.ts";
import { decodeWeights } from "../../src/lite/decode_weights.ts";
import { runGraph } from "../export/graphs.ts";
import { openLite } from "../../src/lite/mod.ts";
import { kernels } from "./lite.ts";

/** A graph y = x + w s, with a stored w [2, 3] of bytes, and a stored s of this shape. */
function scaled(shape: readonly number[], scales: Float32Array<ArrayBuffer>): Model {
  const graph = createGraph("scaled");
  graph.initializer("w", { shape: [2, 3], values: new Float32Array(6) });
  const s = graph.initializer("s", { shape, values: scales });
  const wide = graph.node("Mul", ["w", s]);
  graph.output(graph.node("Add", [graph.input("x", [2, 3]), wide]), "y", [2, 3]);
  const model = graph.finish({ producerName: "test", producerVersion: "0" });
  const stored = { dims: [2, 3], dataType: 3, name: "b" };
  const rawData = new Uint8Array(Int8Array.of(1, -2, 3, -4, 5, -128).buffer);
  const attribute = [createAttribute("to", { kind: "int", value: 1 })];
  const cast = { input: ["b"], output: ["w"], name: "cast", opType: "Cast", attribute };
  return {
    ...model,
    graph: {
      ...model.graph,
      node: [cast, ...model.graph.node],
      initializer: [
        { ...stored, rawData },
        ...model.graph.initializer.filter((t) => t.name === "s"),
      ],
    },
  };
}

const x = { shape: [2, 3], values: new Float32Array(6) };

Deno.test("bytes with a scale along any axis, or one for all, become floats once", async () => {
  const cases: [number[], Float32Array<ArrayBuffer>, number[], number][] = [
    [[2, 1], Float32Array.of(1, 2), [1, -2, 3, -8, 10, -256], 1],
    [[1, 3], Float32Array.of(1, 2, 0), [1, -4, 0, -4, 10, -0], 1],
    [[1, 1], Float32Array.of(0.5), [0.5, -1, 1.5, -2, 2.5, -64], 1],
    // Other forms are left to the engine.
    [[3], Float32Array.of(1, 2, 0), [1, -4, 0, -4, 10, -0], 2],
    [[2, 3], Float32Array.of(1, 1, 1, 1, 1, 2), [1, -2, 3, -4, 5, -256], 2],
  ];
  for (const [shape, scales, expected, nodes] of cases) {
    const model = scaled(shape, scales);
    assertEquals(decodeWeights(model.graph).graph.node.length, nodes);
    for (const runtime of ["the lite engine", "onnxruntime-node"] as const) {
      const { y } = await runGraph(runtime, encodeModel(model), { x });
      assertEquals(y.values.map((value) => value + 0), Float32Array.from(expected));
    }
  }
});

Deno.test("bytes that become whole numbers, or are read as they are, are refused in one sentence", async () => {
  const model = scaled([1, 1], Float32Array.of(1)), [cast, ...rest] = model.graph.node;
  const attribute = [createAttribute("to", { kind: "int", value: 7 })];
  const node = [
    { ...cast, attribute, output: ["i"] },
    ...rest.map((each) => ({
      ...each,
      input: each.input.map((name) => name === "w" ? "i" : name),
    })),
  ];
  await assertRejects(
    () => openLite(encodeModel({ ...model, graph: { ...model.graph, node } }), { wasm: kernels }),
    Error,
    "Cannot ",
  );
});

Deno.test("a weight with two scales is multiplied by both", async () => {
  const model = scaled([1, 3], Float32Array.of(1, 2, 4));
  const [cast, mul, add] = model.graph.node, [wide] = mul.output;
  const twice = { ...mul, name: "again", input: [wide, "s"], output: ["twice"] };
  const last = { ...add, input: add.input.map((name) => name === wide ? "twice" : name) };
  const bytes = encodeModel({
    ...model,
    graph: { ...model.graph, node: [cast, mul, twice, last] },
  });
  for (const runtime of ["the lite engine", "onnxruntime-node"] as const) {
    const { y } = await runGraph(runtime, bytes, { x });
    assertEquals(y.values, Float32Array.of(1, -8, 48, -4, 20, -2048));
  }
});
