import { assert, assertEquals, assertRejects } from "@std/assert";
import * as ort from "onnxruntime-node";
import { ndArray } from "../../src/core/nd_array.ts";
import { toOnnx } from "../../src/export/mod.ts";
import { loadAutoencoder, type OrtRuntime } from "../../src/inference/mod.ts";
import { createLiteRuntime, openLite } from "../../src/lite/mod.ts";
import { createGraph, encodeModel, type GraphBuilder } from "../../src/onnx/mod.ts";
import { type Files, linearFiles, switchFiles, weight } from "../inference/models.ts";
import { smallModels, withParams } from "../training/small_models.ts";
import { besideOrt } from "./beside_ort.ts";
import { kernels, lite } from "./lite.ts";
import { oneNode } from "./one_node.ts";

const finish = (graph: GraphBuilder) =>
  encodeModel(graph.finish({ producerName: "test", producerVersion: "0" }));
const reader = (files: Files) => (path: string) =>
  path in files ? Promise.resolve(files[path]) : Promise.reject(new Error(`no ${path}`));
const tensor = (dims: number[], values: readonly number[]) =>
  new lite.Tensor("float32", Float32Array.from(values), dims);
const open = (bytes: Uint8Array) => openLite(bytes, { wasm: kernels });
const linear = () => open(linearFiles()["onnx/encoder_model.onnx"]);

/** A graph of one input [batch, 4] and one node. */
function graphOf(build: (graph: GraphBuilder, x: string) => string): Uint8Array<ArrayBuffer> {
  const graph = createGraph("one");
  graph.output(build(graph, graph.input("x", ["batch", 4])), "y", ["batch", 4]);
  return finish(graph);
}

Deno.test("an autoencoder loads into the lite engine as into an ONNX Runtime", async () => {
  const runtime: OrtRuntime = lite;
  await using model = await loadAutoencoder(runtime, reader(linearFiles()), { batchSize: 2 });
  const input = ndArray([3, 2, 2, 1], Float32Array.from({ length: 12 }, (_, i) => i - 4));
  const { values } = await model.encode(input);
  const code = (row: number, unit: number) =>
    [0, 1, 2, 3].reduce((sum, d) => sum + input.values[row * 4 + d] * weight[d * 2 + unit], 0);
  assertEquals([...values], [0, 1, 2].flatMap((row) => [code(row, 0), code(row, 1)]));
  assertEquals((await model.reconstruct(input)).shape, [3, 2, 2, 1]);
});

Deno.test("whole numbers that an encoder gives go to the decoder", async () => {
  await using model = await loadAutoencoder(lite, reader(switchFiles()));
  const x = ndArray([2, 4], Float32Array.of(1, 5, 3, 2, -1, -2, -3, -4));
  assertEquals((await model.encode(x)).values, Float32Array.of(5, 3, -1, -2));
  assertEquals((await model.reconstruct(x)).values, Float32Array.of(0, 5, 3, 0, -1, -2, 0, 0));
});

Deno.test("an operator that the engine lacks is refused in one sentence", async () => {
  await assertRejects(
    () => open(graphOf((graph, x) => graph.node("Softsign", [x], { name: "soft" }))),
    RangeError,
    'Cannot run "one" in the lite engine: it lacks the operator of node "soft" (Softsign), which ' +
      "ONNX Runtime may have",
  );
});

Deno.test("a name of many letters does not drown the sentence that refuses a model", async () => {
  const name = `soft\n${"x".repeat(1e4)}`;
  const { message } = await assertRejects(
    () => open(graphOf((graph, x) => graph.node("Softsign", [x], { name }))),
    RangeError,
  );
  assert(
    message.startsWith(
      'Cannot run "one" in the lite engine: it lacks the operator of node "soft x',
    ),
  );
  assert(message.length <= 401, message);
});

Deno.test("a form of an operator that the engine lacks is refused when the model is opened", async () => {
  const product = graphOf((graph, x) => {
    const square = graph.initializer("w", { shape: [4, 4], values: new Float32Array(16) });
    return graph.node("Gemm", [x, square], { name: "scaled", attributes: { alpha: 2 } });
  });
  await assertRejects(
    () => open(product),
    RangeError,
    'Cannot run "one" in the lite engine: node "scaled" (Gemm): its alpha is 2',
  );
});

Deno.test("a node without a name is called by its place in the graph", async () => {
  const refused = 'Cannot run "one" in the lite engine: ';
  await assertRejects(
    () => open(oneNode("Softsign", { x: [2] })),
    RangeError,
    `${refused}it lacks the operator of node 0 (Softsign), which ONNX Runtime may have`,
  );
  await assertRejects(
    () => open(oneNode("ArgMax", { x: [2], attributes: { select_last_index: 1 } })),
    RangeError,
    `${refused}node 0 (ArgMax): its select_last_index is 1`,
  );
  await assertRejects(
    () => open(oneNode("Softmax", { x: [2], attributes: { axis: 1 } })),
    SyntaxError,
    "Cannot read the model as an ONNX model: node 0 (Softmax): axis 1 is outside",
  );
});

Deno.test("the largest along an axis before axes of one value are those of onnxruntime-node", async () => {
  const x = ndArray([2, 3, 1], Float32Array.of(1, 3, 2, 6, 4, 5));
  const k = { shape: [1], values: BigInt64Array.of(2n) };
  const model = oneNode("TopK", {
    x: x.shape,
    stored: [k],
    attributes: { axis: 1 },
    outputs: 2,
  });
  assertEquals(await besideOrt(model, x), [
    { shape: [2, 2, 1], values: Float32Array.of(3, 2, 6, 5) },
    { shape: [2, 2, 1], values: Float32Array.of(1, 2, 0, 2) },
  ]);
});

Deno.test("a product that the engine lacks is refused with both shapes", async () => {
  const stored = [{ shape: [3, 2], values: new Float32Array(6) }];
  await assertRejects(
    () => open(oneNode("MatMul", { x: [3], stored })),
    RangeError,
    "it multiplies [3] by [3,2], and the lite engine only has rows by a matrix",
  );
});

Deno.test("bytes that are no model are refused, and so are shapes past the memory of a page", async () => {
  await assertRejects(() => open(new Uint8Array(0)), Error, "the file is empty");
  const ofRows = (rows: number) => {
    const huge = createGraph("huge");
    const x = huge.input("x", ["batch", rows, 2 ** 14]);
    huge.output(huge.node("Mul", [x, x]), "y", ["batch", rows, 2 ** 14]);
    return finish(huge);
  };
  await assertRejects(() => open(ofRows(2 ** 14)), SyntaxError, "Cannot read the model");
  // What the reader just lets pass leaves no room for what the kernels need themselves.
  await assertRejects(() => open(ofRows(2 ** 13)), RangeError, "it needs more than the 1073741824");
});

Deno.test("a browser without WebAssembly SIMD is told so when a model is opened", async () => {
  const bytes = linearFiles()["onnx/encoder_model.onnx"], { WebAssembly } = globalThis;
  const refused = "Cannot run models in the lite engine: this browser has no WebAssembly SIMD; ";
  for (const missing of [undefined, { ...WebAssembly, validate: () => false }]) {
    Object.defineProperty(globalThis, "WebAssembly", { value: missing });
    try {
      const runtime = createLiteRuntime({ kernels: new Uint8Array() });
      await assertRejects(() => runtime.InferenceSession.create(bytes), TypeError, refused);
      await assertRejects(() => openLite(bytes, { wasm: kernels }), TypeError, refused);
    } finally {
      Object.defineProperty(globalThis, "WebAssembly", { value: WebAssembly });
    }
  }
});

Deno.test("wrong inputs are refused in one sentence, and the session still runs", async () => {
  const session = await linear();
  const run = (feeds: Parameters<typeof session.run>[0]) => () => session.run(feeds);
  await assertRejects(run({}), TypeError, 'Cannot run "encoder" without its input "input"');
  const input = tensor([1, 2, 2, 1], [1, 2, 3, 4]);
  await assertRejects(
    run({ input, more: input }),
    TypeError,
    'with "more": its inputs are "input"',
  );
  await assertRejects(
    run({ input: tensor([1, 4], [1, 2, 3, 4]) }),
    RangeError,
    'Cannot run "encoder" with "input" of shape [1,4]: expected [batch = 1,2,2,1]',
  );
  const integers = new lite.Tensor("int32", Int32Array.of(1, 2, 3, 4), [1, 2, 2, 1]);
  await assertRejects(run({ input: integers }), TypeError, "expected 4 values of type float");
  assertEquals((await session.run({ input })).code.data, Float32Array.of(5, 12.25));
});

Deno.test("an index outside of its axis is refused while running", async () => {
  const graph = createGraph("pick");
  const at = graph.integerInput("at", [1]);
  const values = graph.initializer("w", { shape: [3], values: Float32Array.of(1, 2, 3) });
  graph.output(graph.node("Gather", [values, at]), "y", [1]);
  const session = await open(finish(graph));
  const pick = (index: bigint) =>
    session.run({ at: new lite.Tensor("int64", BigInt64Array.of(index), [1]) });
  assertEquals((await pick(-1n)).y.data, Float32Array.of(3));
  await assertRejects(() => pick(3n), RangeError, "the index 3 is outside an axis of 3");
});

Deno.test("whole numbers past 32 bits, which onnxruntime-node takes, are refused stored or fed", async () => {
  const joinedWith = (stored: bigint) => {
    const graph = createGraph("whole"), x = graph.integerInput("x", [1]);
    const w = graph.initializer("w", { shape: [1], values: BigInt64Array.of(stored) });
    graph.output(graph.node("Concat", [x, w], { attributes: { axis: 0 } }), "y", [2]);
    return finish(graph);
  };
  const fed = (value: bigint) => ["int64", BigInt64Array.of(value), [1]] as const;
  const [most, least] = [2n ** 31n - 1n, -(2n ** 31n)], refused = "which passes 32 bits";
  const wide = await ort.InferenceSession.create(joinedWith(most + 1n));
  const { y } = await wide.run({ x: new ort.Tensor(...fed(least - 1n)) });
  assertEquals(y.data, BigInt64Array.of(least - 1n, most + 1n));
  await wide.release();
  await assertRejects(
    () => open(joinedWith(most + 1n)),
    RangeError,
    `Cannot run "whole" in the lite engine: its initializer "w" holds ${most + 1n}, ${refused}`,
  );
  const session = await open(joinedWith(least));
  const run = (value: bigint) => session.run({ x: new lite.Tensor(...fed(value)) });
  for (const value of [most + 1n, least - 1n, 2n ** 32n, 2n ** 53n + 1n]) {
    await assertRejects(
      () => run(value),
      RangeError,
      `Cannot run "whole" in the lite engine: its input "x" holds ${value}, ${refused}`,
    );
  }
  assertEquals((await run(most)).y.data, BigInt64Array.of(most, least));
});

Deno.test("two sessions, and runs at once in one, do not disturb each other", async () => {
  const [one, other] = [await linear(), await linear()];
  const answers = await Promise.all(
    [1, 2, 3, 4].flatMap((scale) =>
      [one, other].map((session) =>
        session.run({
          input: tensor([scale, 2, 2, 1], Array(scale * 4).fill(scale)),
        })
      )
    ),
  );
  for (const [i, { code }] of answers.entries()) {
    const scale = Math.floor(i / 2) + 1;
    assertEquals(
      code.data,
      Float32Array.from(Array(scale).fill([2, 3.25]).flat(), (v) => v * scale),
    );
  }
  await one.release();
  await assertRejects(() => one.run({}), TypeError, "without its input");
  const input = tensor([1, 2, 2, 1], [1, 1, 1, 1]);
  await assertRejects(() => one.run({ input }), TypeError, "its session was released");
  assertEquals((await other.run({ input })).code.data, Float32Array.of(2, 3.25));
});

Deno.test("many runs of batches of many sizes take no more memory than the largest", async () => {
  const spec = smallModels["strided convolutions and their tied mirrors"];
  const { plan, params } = withParams(spec);
  const session = await open(toOnnx(plan, params).model);
  const size = spec.inputShape.reduce((a, b) => a * b, 1);
  const run = (count: number) =>
    session.run({ input: tensor([count, ...spec.inputShape], Array(count * size).fill(0.5)) });
  const first = await run(64), held = session.memorySize;
  for (let i = 0; i < 100; i++) await run(1 + i % 64);
  const last = await run(64);
  assertEquals(session.memorySize, held);
  assertEquals(last, first);
  assert(held < 2 ** 23);
});
