import { z } from "zod";
import { recipeSchema } from "./recipe.ts";

/** The JSON Schema (draft 2020-12) of a recipe file. */
export function recipeJsonSchema(): Record<string, unknown> {
  return {
    $id: "recipe.schema.json",
    title: "Isthmus recipe",
    ...z.toJSONSchema(recipeSchema, { io: "input", reused: "ref" }),
  };
}
