/**
 * Writes `models/recipe.schema.json`, the JSON Schema of a recipe, from the schema that reads
 * recipes. An editor that knows it completes and checks recipe files.
 */
import { recipeJsonSchema } from "../src/recipes/mod.ts";

await Deno.writeTextFile(
  new URL("../models/recipe.schema.json", import.meta.url),
  JSON.stringify(recipeJsonSchema(), null, 2) + "\n",
);
