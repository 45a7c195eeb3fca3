import { assert, assertEquals } from "@std/assert";
import { toOnnx } from "../../src/export/mod.ts";
import { checkModel, decodeModel } from "../../src/onnx/mod.ts";
import "../start_backend.ts";
import { randomInputs, smallModels, withParams } from "../training/small_models.ts";
import { assertClose, runGraph, runtimeNames, runTrainer } from "./graphs.ts";

const options = {
  name: "small",
  description: "A small model",
  version: "1.2.3",
  metadata: { seed: "4" },
};

/** A graph as it was written. */
const read = (bytes: Uint8Array) => decodeModel(bytes, "model.onnx");

for (const [name, spec] of Object.entries(smallModels)) {
  for (const runtime of runtimeNames) {
    Deno.test(`the three graphs agree with the trainer within 1e-5 in ${runtime}: ${name}`, async () => {
      const { plan, params } = withParams(spec);
      const files = toOnnx(plan, params, options);
      for (const count of [1, 3]) {
        const x = randomInputs(spec, count);
        const expected = runTrainer(plan, params, x);
        const model = await runGraph(runtime, files.model, expected.inputs);
        assertEquals(Object.keys(model).sort(), ["code", "reconstruction"]);
        assertClose(model.code, expected.code);
        assertClose(model.reconstruction, expected.reconstruction);
        const encoder = await runGraph(runtime, files.encoder, expected.inputs);
        assertEquals(Object.keys(encoder).sort(), Object.keys(expected.encoding).sort());
        for (const [name, array] of Object.entries(expected.encoding)) {
          assertClose(encoder[name], array);
        }
        const decoder = await runGraph(runtime, files.decoder, expected.codes);
        assertEquals(Object.keys(decoder), ["reconstruction"]);
        assertClose(decoder.reconstruction, expected.reconstruction);
      }
    });
  }

  Deno.test(`the three graphs pass the checker, and the same weights give the same bytes: ${name}`, () => {
    const { plan, params } = withParams(spec);
    const files = toOnnx(plan, params, options);
    for (const bytes of Object.values(files)) checkModel(read(bytes));
    assertEquals(toOnnx(plan, structuredClone(params), options), files);
    const [path] = Object.keys(params);
    const other = structuredClone(params);
    other[path].values[0] += 1;
    assert(toOnnx(plan, other, options).model.some((byte, i) => byte !== files.model[i]));
  });
}

Deno.test("an empty batch gives an empty batch", async () => {
  const spec = smallModels["images, flattened and shaped anew"];
  const { plan, params } = withParams(spec);
  const files = toOnnx(plan, params, options);
  const x = { shape: [0, 2, 3, 1], values: new Float32Array(0) };
  const { code, reconstruction } = await runGraph("onnxruntime-node", files.model, { input: x });
  assertEquals([[...code.shape], [...reconstruction.shape]], [[0, 4], [0, 2, 3, 1]]);
});

Deno.test("the input of a graph is said to be an image only where it has three axes", () => {
  const describe = (inputShape: number[], units: number) => {
    const { plan, params } = withParams({
      inputShape,
      encoder: [{ type: "flatten" }, { type: "dense", units: 2 }],
      decoder: [{ type: "dense", units }, { type: "reshape", shape: inputShape }],
      reconstructionLoss: "mean-squared-error",
    });
    return read(toOnnx(plan, params).encoder).graph.input[0].docString;
  };
  assertEquals(describe([2, 3], 6), "A batch of examples, 2 × 3 each");
  assertEquals(
    describe([2, 3, 1], 6),
    "A batch of examples, 2 × 3 × 1 each (height × width × channels)",
  );
});

Deno.test("a graph names itself, its parameters, its inputs and outputs, and says what it is", () => {
  const { plan, params } = withParams(smallModels["tied weights"]);
  const files = toOnnx(plan, params, options);
  const { graph, producerName, producerVersion, docString, metadataProps } = read(files.model);
  assertEquals([graph.name, producerName, producerVersion], ["small.model", "isthmus", "1.2.3"]);
  assertEquals(docString, "Encoder and decoder of small. A small model");
  assertEquals(graph.input.map(({ name }) => name), ["input"]);
  assertEquals(graph.output.map(({ name }) => name), ["reconstruction", "code"]);
  // Tied weights are stored once.
  assertEquals(graph.initializer.map(({ name }) => name).sort(), Object.keys(params).sort());
  assertEquals(Object.fromEntries(metadataProps.map(({ key, value }) => [key, value])), {
    seed: "4",
    input_shape: "[6]",
    code_shape: "[2]",
    reconstruction_loss: "mean-squared-error",
    parameters: String(6 * 4 + 4 + 4 * 2 + 2 + 4 + 6),
  });
});

Deno.test("an encoder leaves out what only the decoder reads, and the other way round", () => {
  const { plan, params } = withParams(smallModels["the activation relu"]);
  const files = toOnnx(plan, params, options);
  const names = (bytes: Uint8Array) => read(bytes).graph.initializer.map(({ name }) => name).sort();
  const of = (half: string) => Object.keys(params).filter((path) => path.startsWith(half)).sort();
  assertEquals(names(files.encoder), of("encoder"));
  assertEquals(names(files.decoder), of("decoder"));
});

Deno.test("dropout and training's randomness leave no trace in a graph", () => {
  const { plan, params } = withParams(smallModels.dropout);
  const { graph } = read(toOnnx(plan, params, options).model);
  assertEquals(new Set(graph.node.map(({ opType }) => opType)), new Set(["Gemm", "Tanh"]));
});

Deno.test("a model whose encoder ends in a layer that inference skips still names its code", async () => {
  const { plan, params } = withParams({
    inputShape: [6],
    encoder: [{ type: "dense", units: 2 }, { type: "dropout", rate: 0.5 }],
    decoder: [{ type: "dropout", rate: 0.5 }, { type: "dense", units: 6 }],
    reconstructionLoss: "mean-squared-error",
  });
  const files = toOnnx(plan, params, options);
  const x = randomInputs(plan.spec, 2);
  const expected = runTrainer(plan, params, x);
  for (const bytes of Object.values(files)) checkModel(read(bytes));
  assertClose((await runGraph("onnxruntime-node", files.model, { input: x })).code, expected.code);
});

Deno.test("a half that does nothing in inference is still a graph from its input to its output", async () => {
  const { plan, params } = withParams({
    inputShape: [6],
    encoder: [{ type: "dropout", rate: 0.5 }],
    decoder: [{ type: "dense", units: 6 }],
    reconstructionLoss: "mean-squared-error",
  });
  const files = toOnnx(plan, params, options);
  for (const bytes of Object.values(files)) checkModel(read(bytes));
  const x = randomInputs(plan.spec, 2);
  for (const runtime of runtimeNames) {
    assertClose((await runGraph(runtime, files.encoder, { input: x })).code, x);
    assertClose((await runGraph(runtime, files.model, { input: x })).code, x);
  }
});
