/**
 * Writes `models/recipe.schema.json` and `models/search_space.schema.json`, the JSON Schemas of a recipe and
 * of a search space, from the schemas that read these. An editor that knows them completes and checks the
 * files.
 */
import { recipeJsonSchema } from "../src/recipes/mod.ts";
import { spaceJsonSchema } from "../src/search/space.ts";

for (const schema of [recipeJsonSchema(), spaceJsonSchema()]) {
  await Deno.writeTextFile(
    new URL(`../models/${schema.$id}`, import.meta.url),
    JSON.stringify(schema, null, 2) + "\n",
  );
}
