import { assertEquals, assertThrows } from "@std/assert";
import { sizeOf } from "../../src/core/shape.ts";
import { toOnnx } from "../../src/export/mod.ts";
import { recipeNames } from "../../src/io/read_recipe.ts";
import { planAutoencoder } from "../../src/model/mod.ts";
import { decodeModel, type Graph } from "../../src/onnx/mod.ts";
import { ensembleOf } from "../../src/triton/ensemble_of.ts";
import { graphTensors } from "../../src/triton/graph_tensors.ts";
import type { TritonModel, TritonTensor } from "../../src/triton/model_config.ts";
import { preferredBatches } from "../../src/triton/model_config.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import { recipeModel, recipeShape } from "../recipes/recipe_examples.ts";

/** A graph with one input and one output of these shapes, as a file declares them. */
function graph(shape: readonly (number | string)[] | undefined, elemType = 1): Graph {
  const dim = shape?.map((size) =>
    typeof size === "number" ? { dimValue: size } : { dimParam: size }
  );
  const type = { tensorType: { elemType, ...(dim && { shape: { dim } }) } };
  const input = [{
    name: "x",
    type: { tensorType: { elemType: 1, shape: { dim: [{ dimParam: "b" }, { dimValue: 2 }] } } },
  }];
  return {
    name: "g",
    node: [],
    initializer: [],
    valueInfo: [],
    input,
    output: [{ name: "y", type }],
  };
}

const refused: [shape: readonly (number | string)[] | undefined, why: string][] = [
  [[], "is one value for all examples"],
  [["batch"], "has shape [batch]"],
  [[1, 5], "has shape [1, 5]"],
  [["batch", "rows"], "has shape [batch, rows]"],
  [["batch", 0], "has shape [batch, ?]"],
  [undefined, "has no known shape or type"],
];

for (const [shape, why] of refused) {
  Deno.test(`an output that ${why} is refused, as Triton could not batch it`, () => {
    assertThrows(
      () => graphTensors(graph(shape), "run/onnx/model.onnx"),
      RangeError,
      `Cannot serve run/onnx/model.onnx by Triton: its output "y" ${why}, expected a free batch and ` +
        "fixed axes after it",
    );
  });
}

Deno.test("a tensor has the type of its elements, and its axes without the batch", () => {
  const types = [[1, "FP32"], [2, "UINT8"], [3, "INT8"], [6, "INT32"], [7, "INT64"], [9, "BOOL"]];
  for (const [code, type] of [...types, [10, "FP16"], [11, "FP64"]]) {
    const { outputs: [output] } = graphTensors(graph(["n", 7, 1], Number(code)), "m");
    assertEquals([output.name, output.type as string, output.dims], ["y", `TYPE_${type}`, [7, 1]]);
  }
});

Deno.test("the halves of every recipe can be batched, and joined", () => {
  for (const recipe of recipeNames()) {
    const plan = planAutoencoder(describeAutoencoder(recipeModel(recipe), recipeShape(recipe)));
    const params = Object.fromEntries(
      Object.entries(plan.params).map(([path, { shape }]) => [path, {
        shape: [...shape],
        values: new Float32Array(sizeOf(shape)),
      }]),
    );
    const files = toOnnx(plan, params), halves: Record<string, TritonModel> = {};
    for (const half of ["encoder", "decoder"] as const) {
      const tensors = graphTensors(decodeModel(files[half], half).graph, half);
      halves[half] = { name: half, maxBatch: 4, ...tensors };
    }
    const { outputs } = ensembleOf(recipe, { encoder: halves.encoder, decoder: halves.decoder });
    const [reconstruction, code] = outputs.map(({ dims }) => dims);
    assertEquals([reconstruction, code], [recipeShape(recipe), [...plan.codeShape]]);
  }
});

const model = (name: string, inputs: TritonTensor[], outputs: TritonTensor[]): TritonModel => ({
  ...{ name, maxBatch: 4, inputs, outputs },
});
const tensor = (name: string, ...dims: number[]): TritonTensor => ({
  ...{ name, type: "TYPE_FP32", dims },
});

Deno.test("halves of different models are not joined", () => {
  const encoder = model("a", [tensor("input", 9)], [tensor("code", 3)]);
  const decoder = model("b", [tensor("code", 4)], [tensor("reconstruction", 9)]);
  assertThrows(
    () => ensembleOf("e", { encoder, decoder }),
    RangeError,
    'Cannot join a and b: "code" is TYPE_FP32 [3] of one and TYPE_FP32 [4] of the other, expected halves ' +
      "of one model",
  );
  assertThrows(
    () => ensembleOf("e", { encoder, decoder: encoder }),
    RangeError,
    'expected one that gives "code" and one that gives "reconstruction"',
  );
});

Deno.test("the preferred batches are a quarter, a half and all of the largest", () => {
  assertEquals([128, 6, 2, 1].map(preferredBatches), [[32, 64, 128], [1, 3, 6], [1, 2], [1]]);
});
