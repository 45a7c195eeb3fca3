import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { gatherBatch } from "../../src/data/mod.ts";
import { classifierToOnnx, toOnnx } from "../../src/export/mod.ts";
import { readRecipe, recipeNames } from "../../src/io/read_recipe.ts";
import { describeClassifier, initParams, type Plan, planAutoencoder } from "../../src/model/mod.ts";
import { decodeModel } from "../../src/onnx/mod.ts";
import { classifierNetwork, type Recipe } from "../../src/recipes/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import { narrowLayers } from "../recipes/narrow_layers.ts";
import { recipeExamples, recipeModel } from "../recipes/recipe_examples.ts";

/** The examples that each model sees. */
const COUNT = 2;

/** The graphs of a recipe's model and a batch for them. */
export interface RecipeGraphs {
  readonly recipe: string;
  readonly encoder: Uint8Array;
  readonly decoder: Uint8Array;
  readonly classifier?: Uint8Array;
  /** The inputs that a request has; what else a decoder takes, the encoder gives. */
  readonly inputs: Readonly<Record<string, NdArray>>;
}

/**
 * The graphs of all recipes, of fresh parameters. Unless they are to be `whole`, hidden layers have an
 * eighth of their nodes, and codes 64 at most: the operators are the same.
 */
export function* recipeGraphs({ whole = false } = {}): Generator<RecipeGraphs> {
  for (const recipe of recipeNames()) {
    const examples = recipeExamples(recipe, COUNT), { classifier } = readRecipe(recipe);
    const model = wholeModel(recipe);
    const autoencoder = describeAutoencoder(whole ? model : narrow(model), examples.shape);
    const plan = planAutoencoder(autoencoder), shape = [COUNT, ...examples.shape];
    const input = { shape, values: gatherBatch(examples, [...Array(COUNT).keys()]) };
    const { encoder, decoder } = toOnnx(plan, paramsOf(plan, input));
    const head = classifier &&
      planAutoencoder(describeClassifier(autoencoder, classifierNetwork(classifier, 10)));
    yield {
      recipe,
      encoder,
      decoder,
      ...(head && { classifier: classifierToOnnx(head, paramsOf(head, input)) }),
      inputs: { input, ...labelsFor(plan) },
    };
  }
}

/** The names of the parts that a recipe's model has. */
export function partsOf(recipe: string): string {
  return readRecipe(recipe).classifier ? "halves and classifier" : "halves";
}

/**
 * The operators of a graph in their order, each as a text: two are the same with the same settings, on weights
 * of as many axes.
 */
export function operatorsOf(bytes: Uint8Array): string[] {
  const { node, initializer } = decodeModel(bytes, "model.onnx").graph;
  const ranks = new Map(initializer.map(({ name, dims }) => [name, dims.length]));
  return node.map(({ opType, attribute, input }) =>
    JSON.stringify([
      opType,
      attribute.map(({ name, i, f, ints, floats }) => [name, i, f, ints, floats]),
      input.map((name) => ranks.get(name) ?? null),
    ])
  );
}

/** Fresh parameters whose biases are not 0, so that a runtime that forgets one is found out. */
function paramsOf(plan: Plan, { shape: [, ...shape], values }: NdArray): Record<string, NdArray> {
  const first = { shape, values: values.slice(0, sizeOf(shape)) };
  const rng = createRng(5), params = initParams(plan, { rng, measure: () => first });
  for (const [path, { shape, values }] of Object.entries(params)) {
    if (shape.length > 1) continue;
    const draws = rng.fork(path);
    for (let i = 0; i < values.length; i++) values[i] += 0.1 * draws.uniform();
  }
  return params;
}

function labelsFor({ classes }: Plan): Record<string, NdArray> {
  if (classes === undefined) return {};
  const values = new Float32Array(COUNT * classes);
  for (let i = 0; i < COUNT; i++) values[i * classes + i % classes] = 1;
  return { label: { shape: [COUNT, classes], values } };
}

/** The model of a recipe in its size, unless that is one of gigabytes. */
function wholeModel(recipe: string): Recipe["model"] {
  const { model } = readRecipe(recipe);
  const nodes = "nodes" in model && Array.isArray(model.nodes) ? model.nodes : [];
  return Math.max(...nodes) < 4096 ? model : recipeModel(recipe);
}

/** A model with an eighth of its nodes and filters, and a code of 64 where it had more and may have fewer. */
function narrow(model: Recipe["model"]): Recipe["model"] {
  if ("encoder" in model) return narrowLayers(model);
  const isBound = "k" in model || "variant" in model && model.variant === "overcomplete";
  return {
    ...model,
    ...("nodes" in model && { nodesScale: Math.min(model.nodesScale, 1 / 8) }),
    ...("codeSize" in model && !isBound && { codeSize: Math.min(model.codeSize, 64) }),
  } as Recipe["model"];
}
