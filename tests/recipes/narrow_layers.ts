import type { Recipe } from "../../src/recipes/mod.ts";

/** Layers with an eighth of what they make, where that is much and no part of an example's shape. */
export function narrowLayers<Model extends Recipe["model"]>(model: Model): Model {
  const eighth = (size: number) =>
    size < 16 || size === 3072 ? size : Math.max(4, Math.round(size / 8));
  return JSON.parse(JSON.stringify(model), (field, value: unknown) => {
    if (field === "filters" || field === "units") return eighth(Number(value));
    if (field !== "shape" || !Array.isArray(value)) return value;
    const [height, width, channels] = value as number[];
    return [height, width, eighth(channels)];
  });
}
