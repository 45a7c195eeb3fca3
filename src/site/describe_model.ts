import { basename, join, resolve } from "@std/path";
import { MODEL_FILES } from "../core/exported_model.ts";
import { isRecord, parseRecord } from "../core/parse_record.ts";
import { runTitle } from "../core/run_title.ts";
import type { Evaluation } from "../evaluation/record/evaluation.ts";
import { readEvaluation } from "../evaluation/record/evaluation_file.ts";
import { evaluationSentences } from "../evaluation/record/evaluation_sentences.ts";
import { evaluationTable } from "../evaluation/record/evaluation_table.ts";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import type { DescribedModel, PageFact, PageTable } from "./pages/described_model.ts";

/** A page's words on the model in a folder, as far as the folder's files tell. */
export type ModelDescription = Omit<DescribedModel, "src">;

/** The recipe beside a model that is kept without its configuration. */
const RECIPE = "recipe.json";

/**
 * Describes the model of a run folder by its configuration (or recipe), preprocessor and evaluation; what
 * is missing there, or is not what a run leaves, is left out. The folder's name is the last resort.
 *
 * Throws a TypeError, one sentence, for an evaluation that is damaged or of another version.
 */
export async function describeModel(directory: string): Promise<ModelDescription> {
  const config = await readRecord(join(directory, RUN_FILES.config));
  const recipe = record(config.recipe) ?? await readRecord(join(directory, RECIPE));
  const preprocessor = await readRecord(join(directory, MODEL_FILES.preprocessor));
  const evaluation = await readEvaluation(directory);
  const description = text(recipe.description);
  const name = text(recipe.name), data = text(record(recipe.data)?.name);
  const corruption = record(record(recipe.model)?.corruption);
  return {
    title: name === undefined
      ? basename(resolve(directory))
      : data === undefined
      ? name
      : runTitle(name, data),
    ...(description !== undefined && { description }),
    facts: factsOf({ config, recipe, preprocessor, evaluation }),
    ...(evaluation && {
      errors: errorsOf(evaluation),
      findings: evaluationSentences(evaluation),
    }),
    // By its name, as the demo starts without tfjs, which the registry of corruptions imports.
    ...(corruption?.type === "masking" && { drop: Number(corruption.rate) || 0 }),
  };
}

function factsOf(
  { config, recipe, preprocessor, evaluation }: {
    config: Record<string, unknown>;
    recipe: Record<string, unknown>;
    preprocessor: Record<string, unknown>;
    evaluation: Evaluation | undefined;
  },
): PageFact[] {
  const data = record(config.data) ?? record(recipe.data) ?? {};
  const shape = preprocessor.inputShape, model = evaluation?.model;
  const facts: Record<string, string | undefined> = {
    data: typeof data.name === "string" ? basename(data.name) : undefined,
    "training examples": count(data.train),
    input: Array.isArray(shape) ? shape.map(String).join(" × ") : undefined,
    code: model && `${model.codeShape.join(" × ")} values`,
    parameters: count(model?.parameters),
  };
  return Object.entries(facts)
    .flatMap(([name, value]) => value === undefined ? [] : [{ name, value }]);
}

/** The errors of an evaluation as a table that says how many examples they are of. */
function errorsOf(evaluation: Evaluation): PageTable {
  const { columns: [, ...names], rows } = evaluationTable(evaluation);
  return { columns: [`on ${count(evaluation.test)} test examples`, ...names], rows };
}

async function readRecord(path: string): Promise<Record<string, unknown>> {
  return parseRecord(await readTextIfThere(path) ?? "") ?? {};
}

function record(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A count with its thousands set apart. */
function count(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? Number(value).toLocaleString("en") : undefined;
}
