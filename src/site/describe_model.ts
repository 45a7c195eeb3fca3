import { basename, join, resolve } from "@std/path";
import { MODEL_FILES } from "../core/exported_model.ts";
import { isRecord, parseRecord } from "../core/parse_record.ts";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import type { DescribedModel, PageFact, PageTable } from "./pages/described_model.ts";
import { RUN_FILES } from "../runs/run_folder.ts";

/** What a page says of the model in a folder, as far as the folder's files tell. */
export type ModelDescription = Omit<DescribedModel, "src">;

/** The recipe beside a model that is kept without its configuration. */
const RECIPE = "recipe.json";

/**
 * Describes the model of a run folder by its configuration (or recipe), preprocessor and card; what
 * is missing there, or is not what a run leaves, is left out. The folder's name is the last resort.
 */
export async function describeModel(directory: string): Promise<ModelDescription> {
  const config = await readRecord(join(directory, RUN_FILES.config));
  const recipe = record(config.recipe) ?? await readRecord(join(directory, RECIPE));
  const preprocessor = await readRecord(join(directory, MODEL_FILES.preprocessor));
  const card = await readTextIfThere(join(directory, RUN_FILES.card)) ?? "";
  const description = text(recipe.description), errors = errorsOf(card);
  const corruption = record(record(recipe.model)?.corruption);
  return {
    title: text(recipe.name) ?? basename(resolve(directory)),
    ...(description !== undefined && { description }),
    facts: factsOf({ config, recipe, preprocessor, card }),
    ...(errors && { errors }),
    ...(corruption?.type === "masking" && { drop: Number(corruption.rate) || 0 }),
  };
}

function factsOf(
  { config, recipe, preprocessor, card }: {
    config: Record<string, unknown>;
    recipe: Record<string, unknown>;
    preprocessor: Record<string, unknown>;
    card: string;
  },
): PageFact[] {
  const data = record(config.data) ?? record(recipe.data) ?? {};
  const shape = preprocessor.inputShape;
  // What a card says of the size: "1289788 parameters, code of 2 values".
  const [, parameters, code] = card.match(/([\d,]+) parameters, code of ([\d ×]+) values/) ?? [];
  const facts: Record<string, string | undefined> = {
    data: typeof data.name === "string" ? basename(data.name) : undefined,
    "training examples": count(data.train),
    input: Array.isArray(shape) ? shape.map(String).join(" × ") : undefined,
    code: code && `${code} values`,
    parameters: count(Number(parameters?.replaceAll(",", ""))),
  };
  return Object.entries(facts)
    .flatMap(([name, value]) => value === undefined ? [] : [{ name, value }]);
}

/** The first table of a card that has errors in it; undefined where there is none. */
function errorsOf(card: string): PageTable | undefined {
  for (const [table] of card.matchAll(/(?:^\|.*\|\s*\n)+/gm)) {
    const [columns, , ...rows] = table.trim().split("\n").map(cellsOf);
    const fits = rows.length > 0 && rows.every(({ length }) => length === columns.length);
    if (fits && columns.some((column) => column.includes("error"))) return { columns, rows };
  }
  return undefined;
}

/** The cells of a line of a Markdown table, without what makes text bold or code. */
function cellsOf(line: string): string[] {
  return line.trim().slice(1, -1).split("|").map((cell) => cell.replaceAll(/[*`]/g, "").trim());
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
