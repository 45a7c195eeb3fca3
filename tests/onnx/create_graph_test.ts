import { assertEquals, assertThrows } from "@std/assert";
import {
  checkModel,
  createGraph,
  decodeModel,
  encodeModel,
  floatsOf,
  integersOf,
} from "../../src/onnx/mod.ts";
import { readGolden } from "./golden.ts";
import { mlpModel } from "./models.ts";

Deno.test("a built model has the bytes that the official library writes for it", () => {
  assertEquals(encodeModel(mlpModel()), readGolden("onnx_mlp.onnx"));
});

Deno.test("a model survives encoding and decoding bit for bit", () => {
  const bytes = encodeModel(mlpModel());
  const model = decodeModel(bytes, "mlp.onnx");
  checkModel(model);
  assertEquals(encodeModel(model), bytes);
  assertEquals(model.graph.node.map(({ name }) => name), ["encoder.0", "encoder.1", "encoder.2"]);
});

Deno.test("decodeModel() reads every field in which the format may store numbers", () => {
  const { graph } = decodeModel(readGolden("onnx_storage.onnx"), "storage.onnx");
  const tensor = (name: string) => graph.initializer.find((each) => each.name === name)!;
  const bytes = (name: string) => [...tensor(name).rawData ?? []];
  assertEquals(floatsOf(tensor("float.data")), Float32Array.of(0.5, -1.25, 3e38));
  assertEquals(floatsOf(tensor("float.raw")), Float32Array.of(0.5, -1.25, 3e38));
  assertEquals(floatsOf(tensor("scalar.data")), Float32Array.of(2.5));
  assertEquals(tensor("scalar.data").dims, []);
  assertEquals(floatsOf(tensor("empty.data")), new Float32Array(0));
  assertEquals(tensor("empty.data").dims, [0, 3]);
  for (const name of ["int64.data", "int64.raw"]) {
    assertEquals(integersOf(tensor(name)), BigInt64Array.of(1n, -2n, 2n ** 63n - 1n));
  }
  assertEquals(bytes("int32.data"), [7, 0, 0, 0, 248, 255, 255, 255]);
  assertEquals(bytes("uint8.data"), [0, 255]);
  assertEquals(bytes("int8.data"), [128, 127]);
  assertEquals(bytes("bool.data"), [1, 0, 1]);
  assertEquals(bytes("float16.data"), [0x00, 0x3c, 0x00, 0xc1]);
  assertEquals(bytes("double.data"), [...new Uint8Array(Float64Array.of(0.1, -1e300).buffer)]);
});

Deno.test("a value that leaves the graph takes its name there, wherever it is read", () => {
  const graph = createGraph("both");
  const x = graph.input("input", ["batch", 3]);
  const code = graph.node("Relu", [x], { name: "encoder.0" });
  graph.output(graph.node("Neg", [code], { name: "decoder.0" }), "reconstruction", ["batch", 3]);
  graph.output(code, "code", ["batch", 3]);
  graph.output(code, "again", ["batch", 3]);
  const { node } = graph.finish({ producerName: "isthmus", producerVersion: "0" }).graph;
  assertEquals(node.map(({ opType, input, output }) => [opType, input, output]), [
    ["Relu", ["input"], ["code"]],
    ["Neg", ["code"], ["reconstruction"]],
    ["Identity", ["code"], ["again"]],
  ]);
});

Deno.test("nodes of one name and outputs without names get readable names of their own", () => {
  const graph = createGraph("names");
  const x = graph.input("input", ["batch", 8]);
  const top = graph.node("TopK", [x, graph.integers([2])], { name: "encoder.0" });
  const same = graph.node("Relu", [top], { name: "encoder.0" });
  const next = graph.node("Relu", [same], { name: "encoder.0" });
  graph.output(graph.node("Mul", [next, graph.scalar(0.5)]), "code", ["batch", 2]);
  const { node, initializer } = graph.finish({ producerName: "", producerVersion: "" }).graph;
  assertEquals(node.map(({ name, output }) => [name, ...output]), [
    ["encoder.0", "encoder.0.Values", "encoder.0.Indices"],
    ["encoder.0/Relu", "encoder.0/Relu"],
    ["encoder.0/Relu_2", "encoder.0/Relu_2"],
    ["Mul", "code"],
  ]);
  assertEquals(initializer.map(({ name }) => name), ["int64[2]", "float(0.5)"]);
});

Deno.test("an initializer is stored once for one content, and refused for another", () => {
  const graph = createGraph("shared");
  const values = Float32Array.of(1, 2);
  graph.initializer("w", { shape: [2], values });
  graph.initializer("w", { shape: [2], values: values.slice() });
  for (
    const content of [{ shape: [2], values: Float32Array.of(1, 3) }, { shape: [1, 2], values }]
  ) {
    assertThrows(
      () => graph.initializer("w", content),
      RangeError,
      'Cannot store initializer "w" twice with different content: give it another name',
    );
  }
});

Deno.test("the order of metadata does not change the bytes", () => {
  const bytes = (metadata: Record<string, string>) => {
    const graph = createGraph("g");
    graph.output(graph.node("Relu", [graph.input("x", ["batch"])]), "y", ["batch"]);
    return encodeModel(graph.finish({ producerName: "p", producerVersion: "1", metadata }));
  };
  assertEquals(bytes({ a: "1", b: "2" }), bytes({ b: "2", a: "1" }));
});

Deno.test("node() refuses an attribute of the wrong kind or name", () => {
  const graph = createGraph("g");
  assertThrows(
    () => graph.node("Softmax", ["x"], { attributes: { axis: 0.5 } }),
    TypeError,
    'Cannot set attribute "axis" to 0.5: expected int',
  );
  const attributes: Record<string, number> = { slope: 1 };
  assertThrows(
    () => graph.node("Relu", ["x"], { attributes }),
    TypeError,
    'Cannot add node "Relu": Relu has no attribute "slope"',
  );
});
