/**
 * Writes `models/recipe.schema.json` and `models/search_space.schema.json`, the JSON Schemas of a recipe and
 * of a search space, from the schemas that read these, and `docs/recipe_fields.md`, the page of every field.
 * An editor that knows the schemas completes and checks the files.
 */
import { recipeFieldsPage } from "./fields/recipe_fields.ts";
import { recipeJsonSchema } from "../src/recipes/mod.ts";
import { spaceJsonSchema } from "../src/search/space.ts";

for (const schema of [recipeJsonSchema(), spaceJsonSchema()]) {
  await Deno.writeTextFile(
    new URL(`../models/${schema.$id}`, import.meta.url),
    JSON.stringify(schema, null, 2) + "\n",
  );
}

await Deno.writeTextFile(
  new URL("../docs/recipe_fields.md", import.meta.url),
  recipeFieldsPage(
    recipeJsonSchema(),
    (path) => Deno.readTextFileSync(new URL(`../src/${path}`, import.meta.url)),
  ),
);
