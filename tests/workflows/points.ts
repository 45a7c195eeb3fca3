import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";

/** A recipe with everything random in it: order, dropout, fresh weights, both splits. */
export const POINTS_RECIPE = {
  name: "points",
  description: "Points near a plane",
  data: { name: "points.csv", validation: 40, test: 0.1 },
  model: {
    codeSize: 2,
    nodes: [6],
    loss: "mean-squared-error",
    batchNormalization: true,
    dropout: 0.1,
  },
  training: {
    epochs: 4,
    batchSize: 32,
    optimizer: { type: "adam", learningRate: 0.01 },
    schedule: { type: "cosine", warmUp: 1 },
    clipNorm: 1,
  },
  seed: 3,
};

/** Writes points [5] near a plane, 400 unless told, as `points.csv` into a folder; returns the file's path. */
export function writePoints(directory: string, { seed = 1, count = 400 } = {}): string {
  const rng = createRng(seed);
  const lines = Array.from({ length: count }, () => {
    const a = rng.uniform(), b = rng.uniform();
    return [a, b, (a + b) / 2, a - b, 1 - a].map((value) => value.toFixed(4)).join(",");
  });
  const path = join(directory, "points.csv");
  Deno.writeTextFileSync(path, lines.join("\n") + "\n");
  return path;
}

/** Writes the recipe beside its points, trained on the file there; returns its path. */
export function writeRecipe(directory: string): string {
  const name = writePoints(directory);
  const path = join(directory, "points.json");
  const recipe = { ...POINTS_RECIPE, data: { ...POINTS_RECIPE.data, name } };
  Deno.writeTextFileSync(path, JSON.stringify(recipe));
  return path;
}
