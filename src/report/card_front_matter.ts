import { basename } from "@std/path";
import { runTitle } from "../core/run_title.ts";
import type { CardInput } from "./card_input.ts";

/** The data sets that model hubs have, by their names here. */
const HUB_NAMES: Readonly<Record<string, string>> = {
  mnist: "ylecun/mnist",
  "fashion-mnist": "zalando-datasets/fashion_mnist",
  cifar10: "uoft-cs/cifar10",
};

/**
 * The front matter of a card: YAML between two lines, by which model hubs list, filter and compare models. Of
 * the licence it says that it is not stated, as nobody but the owner of model and data can state it.
 */
export function cardFrontMatter(
  { config: { recipe, data }, evaluation, classifier }: Omit<CardInput, "plan" | "bestEpoch">,
): string[] {
  const variant = "variant" in recipe.model ? recipe.model.variant : undefined;
  const { meanSquaredError } = evaluation.autoencoder;
  const tags = ["isthmus", "onnx", "autoencoder", ...(variant ? [variant] : [])];
  const dataset = basename(data.name);
  const onHub = Object.hasOwn(HUB_NAMES, data.name) ? HUB_NAMES[data.name] : undefined;
  const results = [
    { task: "feature-extraction", name: "reconstruction", metric: "mse", value: meanSquaredError },
    ...(classifier
      ? [{
        task: "other",
        name: "classification",
        metric: "accuracy",
        value: classifier.test.accuracy,
      }]
      : []),
  ].filter(({ value }) => Number.isFinite(value));
  return [
    "---",
    "# Those who publish the model state its licence here; that of its data may bind them.",
    "license: unknown",
    "library_name: onnx",
    "pipeline_tag: feature-extraction",
    "tags:",
    ...tags.map((tag) => `- ${tag.replaceAll("_", "-")}`),
    ...(onHub === undefined ? [] : ["datasets:", `- ${onHub}`]),
    ...(results.length > 0 ? ["metrics:", ...results.map(({ metric }) => `- ${metric}`)] : []),
    ...(results.length > 0
      ? [
        "model-index:",
        // What JSON writes in quotes is so in YAML, too.
        `- name: ${JSON.stringify(runTitle(recipe.name, data.name))}`,
        "  results:",
        ...results.flatMap(({ task, name, metric, value }) => [
          "  - task:",
          `      type: ${task}`,
          `      name: ${name}`,
          "    dataset:",
          `      type: ${JSON.stringify(dataset)}`,
          `      name: ${JSON.stringify(dataset)}`,
          "      split: test",
          "    metrics:",
          `    - type: ${metric}`,
          `      value: ${value}`,
        ]),
      ]
      : []),
    "---",
  ];
}
