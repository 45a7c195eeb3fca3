import { assert, assertEquals } from "@std/assert";
import { toOnnx } from "../../src/export/mod.ts";
import { createArena } from "../../src/lite/create_arena.ts";
import { openLite } from "../../src/lite/mod.ts";
import { type PlacedNode, placeValues } from "../../src/lite/place_values.ts";
import { encodeModel, inferGraph, readModel } from "../../src/onnx/mod.ts";
import { smallModels, withParams } from "../training/small_models.ts";
import { kernels, lite } from "./lite.ts";

const place = (nodes: readonly PlacedNode[], outputs: readonly string[]) =>
  placeValues(nodes, {
    inputs: ["x"],
    outputs,
    weights: new Map([["w", 16]]),
    start: 32,
    elementsOf: () => 4,
  });
const node = (input: string[], output: string[], more: Partial<PlacedNode> = {}): PlacedNode => ({
  input,
  output,
  operator: {},
  scratch: 0,
  ...more,
});

Deno.test("an arena gives the first gap that is large enough, and counts what it needs at once", () => {
  const arena = createArena();
  assertEquals([4, 8, 0, 5].map((elements) => arena.take(elements)), [0, 16, 48, 64]);
  arena.give(16);
  assertEquals([9, 4, 4].map((elements) => arena.take(elements)), [96, 16, 32]);
  assertEquals(arena.size, 144);
});

Deno.test("a value keeps its place until its last reader has run, an output to the end", () => {
  const chain = ["a", "b", "c", "d"].map((name, i, names) =>
    node([i === 0 ? "x" : names[i - 1]], [name])
  );
  const { places, size } = place(chain, ["d"]);
  assertEquals([...places], [["w", 16], ["x", 32], ["a", 48], ["b", 32], ["c", 48], ["d", 32]]);
  assertEquals(size, 32);
  const kept = place(chain, ["a", "d"]).places;
  assertEquals(["x", "a", "b", "c", "d"].map((name) => kept.get(name)), [32, 48, 32, 64, 32]);
});

Deno.test("what is the same value under another name holds its place, and a weight is never written", () => {
  const alias = { operator: { alias: true } } as const,
    inPlace = { operator: { inPlace: true } } as const;
  const { places } = place([
    node(["x"], ["flat"], alias),
    node(["x", "flat"], ["y"], inPlace),
    node(["flat"], ["z"], inPlace),
    node(["w"], ["v"], inPlace),
  ], ["z"]);
  assertEquals(["x", "flat", "y", "z", "v"].map((name) => places.get(name)), [32, 32, 48, 32, 48]);
});

Deno.test("scratch memory lies beside what its node reads and writes", () => {
  const { scratches, places, size } = place([node(["x"], ["y"], { scratch: 5 })], ["y"]);
  assertEquals([places.get("x"), places.get("y"), ...scratches, size], [32, 48, 64, 64]);
});

/** The same model with every value an output, so that none gives its place away. */
function withAllOutputs(bytes: Uint8Array): Uint8Array {
  const model = readModel(bytes, "the model"), { graph } = model;
  const { values } = inferGraph(graph);
  const elemTypes = { float: 1, int32: 6, int64: 7, bool: 9 };
  const outputs = new Set(graph.output.map(({ name }) => name));
  const others = graph.node.flatMap(({ output }) => output).filter((name) => !outputs.has(name));
  const more = others.filter((name) => name !== "").map((name) => {
    const elemType = elemTypes[values.get(name)!.elementType as keyof typeof elemTypes];
    return { name, type: { tensorType: { elemType } } };
  });
  return encodeModel({ ...model, graph: { ...graph, output: [...graph.output, ...more] } });
}

for (const [name, spec] of Object.entries(smallModels)) {
  Deno.test(`values that share their places are the same bit for bit: ${name}`, async () => {
    const { plan, params } = withParams(spec);
    const { model } = toOnnx(plan, params);
    const everything = withAllOutputs(model);
    const [shared, apart] = await Promise.all(
      [model, everything].map((bytes) => openLite(bytes, { wasm: kernels })),
    );
    const feeds = Object.fromEntries(shared.inputMetadata.map(({ name, shape }) => {
      const dims = shape.map((size) => typeof size === "number" ? size : 3);
      const count = dims.reduce((a, b) => a * b, 1);
      const values = Float32Array.from({ length: count }, (_, i) => Math.sin(i) / 2 + 0.5);
      return [name, new lite.Tensor("float32", values, dims)];
    }));
    const [made, all] = [await shared.run(feeds), await apart.run(feeds)];
    for (const { name } of shared.outputMetadata) assertEquals(made[name], all[name]);
    assertEquals(await shared.run(feeds), made);
    assert(shared.memorySize <= apart.memorySize);
  });
}
