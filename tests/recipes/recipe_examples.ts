import { createRng } from "../../src/core/rng.ts";
import { type Examples, strokes } from "../../src/data/mod.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";

/** The words that texts of a recipe have, of those that it counts. */
const WORDS = 2000;

/** True for a recipe whose model takes shares of words. */
function isOfTexts(name: string): boolean {
  return readRecipe(name).data.name === "20newsgroups";
}

/** The shape of the examples of a recipe: digits, small colour images, or words. */
export function recipeShape(name: string): number[] {
  return isOfTexts(name) ? [WORDS] : name.startsWith("cifar") ? [32, 32, 3] : [28, 28, 1];
}

/** Examples that a recipe's model can learn from: drawn digits, or texts of one word of two topics. */
export function recipeExamples(name: string, count: number): Examples {
  if (!isOfTexts(name)) return strokes(count, createRng(1));
  const values = new Float32Array(count * WORDS);
  for (let i = 0; i < count; i++) values[i * WORDS + i % 2 * 7] = 1;
  return { shape: [WORDS], count, values, lengths: new Uint32Array(count).fill(1) };
}
