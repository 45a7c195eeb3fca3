import { join } from "node:path";
import { z } from "zod";
import { parseRecord } from "../core/parse_record.ts";
import { atomicWriteJson } from "../io/files/atomic_write.ts";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { type Recipe, recipeSchema } from "../recipes/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { type SearchSpace, searchSpace } from "./space.ts";
import type { TrialResult } from "./halving.ts";

/** The files of a search. */
export const SEARCH_FILES = {
  search: "search.json",
  results: "results.json",
  page: "search.html",
  trials: "trials",
} as const;

const count = z.int().min(0);

/** The schema of what decides a search. */
const searchSchema = z.strictObject({
  version: z.literal(1),
  recipe: recipeSchema,
  space: searchSpace,
  seed: count,
  factor: z.int().min(2),
  numerics: z.enum(["fast", "portable"]),
  /** The values of each trial, by field. */
  trials: z.array(z.record(z.string(), z.json())).min(1),
});

const resultsSchema = z.array(z.strictObject({
  trial: count,
  round: count,
  epochs: count,
  error: z.number().exactOptional(),
  failed: z.string().exactOptional(),
}));

/** Everything that decides a search. */
export interface Search {
  readonly version: 1;
  readonly recipe: Recipe;
  readonly space: SearchSpace;
  readonly seed: number;
  readonly factor: number;
  readonly numerics: "fast" | "portable";
  readonly trials: readonly Readonly<Record<string, unknown>>[];
}

/** Writes what decides a search into its folder. */
export async function writeSearch(directory: string, search: Search): Promise<void> {
  await atomicWriteJson(join(directory, SEARCH_FILES.search), search);
}

/** Reads what decides a search; throws a TypeError, one sentence, for a folder without one, and for damage. */
export async function readSearch(directory: string): Promise<Search> {
  const path = join(directory, SEARCH_FILES.search), text = await readTextIfThere(path);
  if (text === undefined) {
    throw new TypeError(
      `Cannot go on with ${directory}: it has no ${SEARCH_FILES.search}, so that no search began there`,
    );
  }
  return parseWith(searchSchema, parseRecord(text), path);
}

/** Writes the results of a search so far. */
export async function writeResults(
  directory: string,
  results: readonly TrialResult[],
): Promise<void> {
  await atomicWriteJson(join(directory, SEARCH_FILES.results), results);
}

/** Reads the results of a search so far; none before the first. */
export async function readResults(directory: string): Promise<TrialResult[]> {
  const path = join(directory, SEARCH_FILES.results), text = await readTextIfThere(path);
  if (text === undefined) return [];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SyntaxError(`Cannot use ${path}: it is not JSON`);
  }
  return parseWith(resultsSchema, json, path);
}

/** The folder of a trial's run. */
export function trialFolder(directory: string, trial: number): string {
  return join(directory, SEARCH_FILES.trials, String(trial + 1).padStart(3, "0"));
}
