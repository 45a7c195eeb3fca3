import { readRecipe, recipeNames } from "../../io/read_recipe.ts";
import type { Command } from "../options/command.ts";

/** Lists the recipes that come with the toolkit. */
export const recipesCommand: Command = {
  name: "recipes",
  place: 120,
  summary: "lists what there is to train",
  positionals: "",
  options: {},
  example: "deno task isthmus recipes",
  prepare() {
    return () => {
      const recipes = recipeNames().map((name) => readRecipe(name));
      return Promise.resolve({
        json: { recipes },
        text: recipes.map(({ name, description }) =>
          `${name.padEnd(Math.max(...recipes.map((r) => r.name.length)))}  ${description}`
        ).join("\n"),
      });
    };
  },
};
