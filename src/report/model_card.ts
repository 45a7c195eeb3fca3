import { basename } from "@std/path";
import { formatDuration } from "../core/format_duration.ts";
import { listWords, sentence } from "../core/sentences.ts";
import { cardFrontMatter } from "./card_front_matter.ts";
import type { CardInput } from "./card_input.ts";
import { runTitle } from "../core/run_title.ts";
import { evaluationSentences } from "../evaluation/record/evaluation_sentences.ts";
import { evaluationTable } from "../evaluation/record/evaluation_table.ts";
import type { Plan } from "../model/mod.ts";
import { planStages } from "../pretraining/mod.ts";
import { classifierSentence } from "../runs/classifier_record.ts";
import type { RunConfig } from "../runs/run_config.ts";
import { RUN_FILES } from "../runs/run_folder.ts";

/** The ways in which values of examples became 0 or 1. */
const BINARIZED = {
  not: "",
  threshold: ", values from ½ up as 1, others as 0,",
  draw: ", each value as 1 with that probability, else as 0,",
};

/** The model card of a run: what it is, what it was measured to do, and how to use its files. */
export function modelCard(input: CardInput): string {
  return [...cardFrontMatter(input), "", ...cardLines(input)].join("\n");
}

/** The lines of a card behind its front matter. */
function cardLines(
  { config: { recipe, data, kernels }, plan, bestEpoch, stopped, evaluation, classifier }:
    CardInput,
): string[] {
  const { classes } = plan, links = Object.keys(plan.links), { model, seconds } = evaluation;
  const { columns, rows } = evaluationTable(evaluation);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `# ${runTitle(recipe.name, data.name)}`,
    "",
    sentence(recipe.description),
    "",
    `Trained on ${data.train} examples of ${basename(data.name)}${
      BINARIZED[recipe.data.binarize ?? "not"]
    }${augmented(recipe.data.augment)} for ${
      stopped
        ? `${stopped.epochs} of ${recipe.training.epochs} epochs`
        : recipe.training.epochs === 0
        ? "no epoch of the whole"
        : `${recipe.training.epochs} epochs at most`
    } ` +
    `(weights of epoch ${bestEpoch}, ${preTrained(plan, recipe.stages)}${
      seconds === undefined ? "" : `${formatDuration(seconds)} of training, `
    }seed ${recipe.seed}, ${kernels.build} kernels); ${model.parameters} parameters, code of ${
      model.codeShape.join(" × ")
    } values.`,
    "",
    `Measured on ${evaluation.test} test examples:`,
    "",
    line(columns),
    line(columns.map((_, i) => i === 0 ? ":--" : "--:")),
    ...rows.map(line),
    ...evaluationSentences(evaluation).flatMap((finding) => ["", finding]),
    ...(classifier ? ["", "## Classifier", "", classifierSentence(classifier)] : []),
    "",
    "## Use",
    "",
    "`onnx/encoder_model.onnx` takes `input` " + `[batch, ${plan.spec.inputShape.join(", ")}]` +
    ` and gives ${listed(["code", ...Object.keys(plan.outputs), ...links])}; ` +
    `\`onnx/decoder_model.onnx\` takes ${listed(["code", ...links])} and gives ` +
    "`reconstruction`; `onnx/model.onnx` is both. " +
    (classes === undefined
      ? ""
      : `They also take \`label\` [batch, ${classes}], 1 for the class of an example and 0 else. `) +
    "They run on any ONNX runtime (opset 17).",
    "",
    "```python",
    "import numpy, onnxruntime",
    'encoder = onnxruntime.InferenceSession("onnx/encoder_model.onnx")',
    `x = numpy.zeros((1, ${plan.spec.inputShape.join(", ")}), numpy.float32)`,
    ...(classes === undefined ? ['code, = encoder.run(["code"], {"input": x})'] : [
      `label = numpy.eye(${classes}, dtype=numpy.float32)[[0]]`,
      'code, = encoder.run(["code"], {"input": x, "label": label})',
    ]),
    "```",
    ...(classifier
      ? [
        "",
        `\`${RUN_FILES.classifier}\` takes \`input\` and gives \`probabilities\` [batch, ${classifier.classes.length}]; ` +
        "its metadata has the names of the classes as `classes`, a list in JSON.",
        "",
        "```python",
        `classifier = onnxruntime.InferenceSession("${RUN_FILES.classifier}")`,
        'probabilities, = classifier.run(["probabilities"], {"input": x})',
        "```",
      ]
      : []),
    "",
    "To train it again: `config.json` holds the recipe, the seed and the versions.",
    "",
  ];
}

/** Names of values as a sentence has them. */
function listed(names: readonly string[]): string {
  return listWords(names.map((name) => `\`${name}\``));
}

/** The clause on the stages before the training of the whole. */
function preTrained(plan: Plan, options: RunConfig["recipe"]["stages"] = []): string {
  const { stages } = planStages(plan, options);
  if (stages.length === 0) return "";
  const epochs = stages.reduce((sum, { options }) => sum + options.epochs, 0);
  return `after ${stages.length} ${stages.length === 1 ? "stage" : "stages"} of pre-training of ` +
    `${epochs} epochs in all, `;
}

/** The clause on how training pictures were changed. */
function augmented(augment: RunConfig["recipe"]["data"]["augment"] = {}): string {
  const changes = Object.entries(augment).map(([name, most]) => `${name} ${most}`);
  return changes.length === 0 ? "" : `, augmented (${changes.join(", ")}),`;
}
