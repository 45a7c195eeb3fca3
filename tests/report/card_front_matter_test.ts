import { assert, assertEquals } from "@std/assert";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { cardFrontMatter } from "../../src/report/card_front_matter.ts";

const evaluation = {
  version: 1 as const,
  data: "mnist",
  test: 3,
  model: { codeShape: [2], parameters: 10 },
  autoencoder: { squaredError: 2, meanSquaredError: 0.5 },
  measures: {},
};

/** The front matter of a run of a recipe on data of a name. */
function linesOf(name: string, meanSquaredError = 0.5): string[] {
  const config = {
    recipe: readRecipe("mnist-denoising"),
    data: { name, sha256: "", train: 1, validation: 1, test: 3 },
  } as unknown as Parameters<typeof cardFrontMatter>[0]["config"];
  const autoencoder = { ...evaluation.autoencoder, meanSquaredError };
  return cardFrontMatter({ config, evaluation: { ...evaluation, autoencoder } });
}

Deno.test("the front matter has what model hubs read: licence, tags, data and metrics", () => {
  assertEquals(linesOf("mnist"), [
    "---",
    "# Those who publish the model state its licence here; that of its data may bind them.",
    "license: unknown",
    "library_name: onnx",
    "pipeline_tag: feature-extraction",
    "tags:",
    "- isthmus",
    "- onnx",
    "- autoencoder",
    "- denoising",
    "datasets:",
    "- ylecun/mnist",
    "metrics:",
    "- mse",
    "model-index:",
    '- name: "mnist-denoising"',
    "  results:",
    "  - task:",
    "      type: feature-extraction",
    "      name: reconstruction",
    "    dataset:",
    '      type: "mnist"',
    '      name: "mnist"',
    "      split: test",
    "    metrics:",
    "    - type: mse",
    "      value: 0.5",
    "---",
  ]);
});

Deno.test("a path is no data set that hubs know, its text is quoted, and an error that is none is left out", () => {
  const lines = linesOf('/home/me/a: "b".csv');
  assert(!lines.includes("datasets:"));
  assert(lines.includes('      name: "a: \\"b\\".csv"'), lines.join("\n"));
  assertEquals(linesOf("mnist", NaN).filter((line) => /metrics|model-index/.test(line)), []);
});
