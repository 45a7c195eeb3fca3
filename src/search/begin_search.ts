import { createRng } from "../core/rng.ts";
import { overrideRecipe, type Recipe } from "../recipes/mod.ts";
import { resolveRun } from "../workflows/resolve_run.ts";
import type { Search } from "./search_record.ts";
import { drawValues, type SearchSpace, type TrialValues } from "./space.ts";

/** The choices of a new search. */
export interface BeginOptions {
  readonly space: SearchSpace;
  /** The number of trials that are wanted. */
  readonly trials: number;
  readonly seed: number;
  readonly factor: number;
  readonly numerics: Search["numerics"];
  readonly signal: AbortSignal;
}

/** The draws in a row that come to trials that there are already, before the space counts as used up. */
const PATIENCE = 200;

/**
 * Draws the trials of a search, no two of them the same; of a space that has no more, fewer than wanted. The
 * data of the recipe are read once, so that a fault in them ends the search before it begins: throws as
 * preparing a run does.
 */
export async function beginSearch(
  recipe: Recipe,
  { space, trials: wanted, seed, factor, numerics, signal }: BeginOptions,
): Promise<{ search: Search; remarks: string[] }> {
  const trials: TrialValues[] = [], seen = new Set<string>(), rng = createRng(seed).fork("trials");
  for (let draw = 0, last = 0; trials.length < wanted && draw - last < PATIENCE; draw++) {
    const values = drawValues(space, rng.fork(draw)), key = JSON.stringify(values);
    if (seen.has(key)) continue;
    seen.add(key);
    trials.push(values);
    last = draw;
  }
  // Of the recipe as it is: what trials make of it is theirs to fail by.
  const { data } = await resolveRun(overrideRecipe(recipe, {}, "the recipe").recipe, {
    numerics,
    signal,
  });
  const remarks = [
    ...data.remarks,
    ...(trials.length < wanted
      ? [`The space has no more than ${trials.length} different trials, fewer than ${wanted}.`]
      : []),
  ];
  return { search: { version: 1, recipe, space, seed, factor, numerics, trials }, remarks };
}
