import { createRng } from "../../src/core/rng.ts";
import { type DenseExamples, strokes } from "../../src/data/mod.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import type { Recipe } from "../../src/recipes/mod.ts";
import { narrowLayers } from "./narrow_layers.ts";

/** The words that texts of a recipe have, of those that it counts. */
const WORDS = 2000;

/** True for a recipe whose model takes shares of words. */
function isOfTexts(name: string): boolean {
  return readRecipe(name).data.name === "20newsgroups";
}

/** The nodes of a layer from which on a model is large: its tests would take long, and gigabytes. */
const MANY = 1000;

/** The nodes of the largest layer that a large model has in tests, and filters that are many. */
const FEWER = 256;

/** The model of a recipe, with a part of its nodes where it is a large one. */
export function recipeModel(name: string): Recipe["model"] {
  const { model } = readRecipe(name);
  if ("encoder" in model) {
    const isLarge = model.encoder.some((layer) =>
      "filters" in layer && layer.filters >= FEWER || "units" in layer && layer.units >= MANY
    );
    return isLarge ? narrowLayers(model) : model;
  }
  if (!("nodes" in model) || !Array.isArray(model.nodes)) return model;
  const most = Math.max(...model.nodes);
  return most < MANY ? model : { ...model, nodesScale: FEWER / most };
}

/** The shape of the examples of a recipe: digits, small colour images, or words. */
export function recipeShape(name: string): number[] {
  return isOfTexts(name) ? [WORDS] : name.startsWith("cifar") ? [32, 32, 3] : [28, 28, 1];
}

/**
 * Examples that a recipe's model can learn from: drawn digits, in the middle of colour images where it takes
 * such, or texts of one word of two topics.
 */
export function recipeExamples(name: string, count: number): DenseExamples {
  if (!isOfTexts(name)) {
    const drawn = digits(count);
    return recipeShape(name).length === 3 && recipeShape(name)[2] === 3 ? coloured(drawn) : drawn;
  }
  const values = new Float32Array(count * WORDS);
  for (let i = 0; i < count; i++) values[i * WORDS + i % 2 * 7] = 1;
  return { shape: [WORDS], count, values, lengths: new Uint32Array(count).fill(1) };
}

/** Digits that were drawn, by their number: those of all recipes are the same. */
const drawnDigits = new Map<number, DenseExamples>();

/** Drawn digits, once for each number of them. */
function digits(count: number): DenseExamples {
  const drawn = drawnDigits.get(count) ?? strokes(count, createRng(1));
  drawnDigits.set(count, drawn);
  return drawn;
}

/** Grey digits of 28 × 28 in the middle of images of 32 × 32 whose colours are alike. */
function coloured({ values, count, ...rest }: DenseExamples): DenseExamples {
  const images = new Float32Array(count * 32 * 32 * 3);
  for (let i = 0; i < count * 28 * 28; i++) {
    const column = i % 28, row = Math.floor(i / 28) % 28, image = Math.floor(i / 784);
    const at = 3 * ((image * 32 + row + 2) * 32 + column + 2);
    images.fill(values instanceof Uint8Array ? values[i] / 255 : values[i], at, at + 3);
  }
  return { ...rest, shape: [32, 32, 3], count, values: images };
}
