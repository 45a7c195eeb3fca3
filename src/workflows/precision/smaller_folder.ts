import { join } from "@std/path";
import { MODEL_FILES } from "../../core/exported_model.ts";
import { parseRecord } from "../../core/parse_record.ts";
import { readIfThere, readTextIfThere } from "../../io/files/read_if_there.ts";
import { manifestOf } from "../../runs/manifest.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { PRECISION_FILE, precisionSentences } from "./precision_record.ts";
import type { SmallerModel } from "./smaller_model.ts";

/** The files that go along as they are. */
const SAME_FILES = [
  MODEL_FILES.preprocessor,
  MODEL_FILES.generation,
  MODEL_FILES.codeSpace,
  MODEL_FILES.classifierRecord,
];

/** The recipe beside a model without its run. */
const RECIPE = "recipe.json";

/**
 * The folder of a model with smaller files, by their paths: under the names that loaders know, with what
 * else running the model needs, its card, and the figures of how far off it is. What trains it further is
 * not in it.
 */
export async function smallerFolder(
  directory: string,
  { files: smaller, record }: SmallerModel,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map(smaller), encoder = new TextEncoder();
  const addText = (path: string, text: string) => void files.set(path, encoder.encode(text));
  for (const path of SAME_FILES) {
    const bytes = await readIfThere(join(directory, path));
    if (bytes) files.set(path, bytes);
  }
  const config = parseRecord(await readTextIfThere(join(directory, RUN_FILES.config)) ?? "");
  const recipe = config?.recipe ??
    parseRecord(await readTextIfThere(join(directory, RECIPE)) ?? "");
  if (recipe) addText(RECIPE, JSON.stringify(recipe, null, 2) + "\n");
  const card = await readTextIfThere(join(directory, RUN_FILES.card));
  if (card !== undefined) {
    addText(
      RUN_FILES.card,
      [card.trimEnd(), "", "## Weights", "", ...precisionSentences(record), ""].join("\n"),
    );
  }
  addText(PRECISION_FILE, JSON.stringify(record, null, 2) + "\n");
  addText(MODEL_FILES.manifest, await manifestOf(directory, [], { others: new Map(files) }));
  return files;
}
