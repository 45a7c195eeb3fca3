import { assert, assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { toOnnx } from "../../src/export/mod.ts";
import { recipeNames } from "../../src/io/read_recipe.ts";
import { initParams, planAutoencoder } from "../../src/model/mod.ts";
import { createGraph, decodeModel, encodeModel, type Model } from "../../src/onnx/mod.ts";
import { channelAxis } from "../../src/precision/channel_axis.ts";
import { PRECISIONS, toPrecision, withMetadata } from "../../src/precision/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import { checkOnnx, isInstalled, skipped } from "../onnx/official_checker.ts";
import { type Arrays, assertClose, runGraph, runTrainer } from "../export/graphs.ts";
import { recipeModel, recipeShape } from "../recipes/recipe_examples.ts";
import { inFolder } from "../in_folder.ts";
import "../start_backend.ts";

/** A graph y = x W, with a stored W [3, 100]. */
function product(weights: Float32Array<ArrayBuffer>): Model {
  const graph = createGraph("product");
  const w = graph.initializer("w", { shape: [3, 100], values: weights });
  const y = graph.node("MatMul", [graph.input("x", ["batch", 3]), w]);
  graph.output(y, "y", ["batch", 100]);
  return graph.finish({ producerName: "test", producerVersion: "0", metadata: { a: "1" } });
}

/** The exported halves of a recipe's model as it starts, and inputs that the trainer makes. */
function halvesOf(name: string) {
  const shape = recipeShape(name), rng = createRng(3);
  const plan = planAutoencoder(describeAutoencoder(recipeModel(name), shape));
  const measure = () => ({ shape, values: new Float32Array(sizeOf(shape)) });
  const params = initParams(plan, { rng: createRng(1), measure });
  const { encoder, decoder } = toOnnx(plan, params, { name });
  const values = new Float32Array(sizeOf(shape)).map(() => rng.uniform());
  const { inputs, codes } = runTrainer(plan, params, { shape: [1, ...shape], values });
  return [[encoder, inputs], [decoder, codes]] as const;
}

for (const name of recipeNames()) {
  Deno.test(`smaller weights are the same to the lite engine and onnxruntime-node: ${name}`, async () => {
    for (const [bytes, feeds] of halvesOf(name)) {
      for (const precision of PRECISIONS) {
        const smaller = encodeModel(toPrecision(decodeModel(bytes, name), { precision }));
        assert(smaller.length < bytes.length, `${smaller.length} of ${bytes.length}`);
        const made: Arrays = await runGraph("the lite engine", smaller, feeds);
        const expected = await runGraph("onnxruntime-node", smaller, feeds);
        for (const [key, array] of Object.entries(expected)) assertClose(made[key], array);
      }
    }
  });
}

Deno.test({
  name: `the official checker accepts smaller files${skipped}`,
  ignore: !isInstalled,
  async fn() {
    await inFolder(async (directory) => {
      for (
        const [i, [bytes]] of [...halvesOf("mnist-conv-keras"), ...halvesOf("mnist-tied-32")]
          .entries()
      ) {
        for (const precision of PRECISIONS) {
          const model = toPrecision(decodeModel(bytes, "a"), { precision });
          const path = join(directory, `${i}-${precision}.onnx`);
          await Deno.writeFile(path, encodeModel(model));
        }
      }
      const checked = await checkOnnx(directory);
      assertEquals(checked?.code, 0, checked?.output);
    });
  },
});

Deno.test("a float of 16 bits takes half of the bytes, one of 8 a quarter, and the rest stays", async () => {
  const weights = new Float32Array(300).map((_, i) => Math.sin(i));
  const model = product(weights), before = encodeModel(model).length;
  const sizes = PRECISIONS.map((precision) =>
    encodeModel(toPrecision(model, { precision })).length
  );
  assert(sizes[0] < before - 600 + 100 && sizes[1] < before - 900 + 400 + 200, `${sizes}`);
  const x = { shape: [1, 3], values: Float32Array.of(1, 0, 0) };
  const half = encodeModel(toPrecision(model, { precision: "fp16" }));
  const { y } = await runGraph("the lite engine", half, { x });
  assertEquals(y.values, Float32Array.from(Float16Array.from(weights.subarray(0, 100))));
});

Deno.test("weights that no 16-bit float holds, that are no numbers or smaller already, are refused", () => {
  const refused = (weights: Float32Array<ArrayBuffer>, precision: "fp16" | "int8", why: string) =>
    void assertThrows(
      () => toPrecision(product(weights), { precision }),
      RangeError,
      `Cannot store the weights of "product" as ${precision}: ${why}`,
    );
  const large = new Float32Array(300).fill(1e6), wrong = new Float32Array(300).fill(NaN);
  refused(large, "fp16", '"w" reaches past 65,504');
  refused(wrong, "int8", '"w" holds what is no number');
  toPrecision(product(large), { precision: "int8" });
  const known = withMetadata(product(new Float32Array(300)), { precision: "int8" });
  assertThrows(
    () => toPrecision(known, { precision: "fp16" }),
    RangeError,
    "they are int8 already",
  );
});

Deno.test("metadata keeps its entries in the order of their keys", () => {
  const { metadataProps } = withMetadata(product(new Float32Array(300)), { b: "2", A: "0" });
  assertEquals(metadataProps.map(({ key, value }) => key + value), ["A0", "a1", "b2"]);
});

Deno.test("the channels of a product lie along its columns, or its rows where it is transposed", () => {
  const axisOf = (make: (graph: ReturnType<typeof createGraph>) => void) => {
    const graph = createGraph("g");
    const shape = [2, 2], values = new Float32Array(4);
    graph.initializer("w", { shape, values });
    make(graph);
    graph.output("y", "y", [2, 2]);
    return channelAxis(graph.finish({ producerName: "t", producerVersion: "0" }).graph, "w");
  };
  const outputs = ["y"];
  assertEquals(axisOf((g) => g.node("MatMul", [g.input("x", [2, 2]), "w"], { outputs })), 1);
  assertEquals(axisOf((g) => g.node("MatMul", ["w", g.input("x", [2, 2])], { outputs })), 0);
  for (const [transB, axis] of [[0, 1], [1, 0]]) {
    const attributes = { transB };
    assertEquals(
      axisOf((g) => g.node("Gemm", [g.input("x", [2, 2]), "w"], { outputs, attributes })),
      axis,
    );
  }
  for (const [transA, axis] of [[0, 0], [1, 1]]) {
    const attributes = { transA };
    assertEquals(
      axisOf((g) => g.node("Gemm", ["w", g.input("x", [2, 2])], { outputs, attributes })),
      axis,
    );
  }
  assertEquals(axisOf((g) => g.node("Gather", ["w", g.integers([0, 1])], { outputs })), 0);
});
