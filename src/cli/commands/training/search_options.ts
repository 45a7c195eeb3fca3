import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { atomicWriteJson } from "../../../io/files/atomic_write.ts";
import { lockFolder } from "../../../io/files/lock_folder.ts";
import { readRecipe } from "../../../io/read_recipe.ts";
import type { Recipe } from "../../../recipes/mod.ts";
import { overrideRecipe, parseAssignment } from "../../../recipes/mod.ts";
import { newRunDirectory } from "../../../runs/run_folder.ts";
import { beginSearch } from "../../../search/begin_search.ts";
import { checkFields } from "../../../search/check_fields.ts";
import { runSearch, type SearchEnd } from "../../../search/run_search.ts";
import {
  readSearch,
  type Search,
  SEARCH_FILES,
  writeSearch,
} from "../../../search/search_record.ts";
import { parseSpace, type SearchSpace } from "../../../search/space.ts";
import { rankedTrials, trialRows } from "../../../search/trial_rows.ts";
import { INTERRUPTED } from "../../console/hear_interrupts.ts";
import { note } from "../../console/note.ts";
import { formatTable } from "../../console/table.ts";
import { unlessAborted } from "../../console/unless_aborted.ts";
import type { Arguments, Command, Outcome } from "../../options/command.ts";
import { integerValue, requiredPositional, requiredValue } from "../../options/values.ts";

/** The share of the trials of a round that the next one leaves out, as one over this. */
const FACTOR = 3;

/** The rows of the table in a terminal. */
const SHOWN = 10;

/** Searches for options of a recipe by successive halving. */
export const searchOptionsCommand: Command = {
  name: "search-options",
  place: 12,
  summary: "searches for the options of a recipe with the lowest validation error",
  positionals: "[RECIPE]",
  options: {
    space: { value: "FILE", description: "the fields to search, and where: a JSON file" },
    trials: { value: "N", description: "the number of trials that are drawn" },
    epochs: { value: "N", description: "the epochs of the last round (the recipe's unless given)" },
    factor: {
      value: "N",
      description: `one trial in N goes on, for N times the epochs (${FACTOR} unless given)`,
    },
    data: { value: "D", description: "a known data set, or the path of files" },
    set: {
      value: "path=value",
      multiple: true,
      description: "any field of the recipe, the same for all trials",
    },
    seed: { value: "N", description: "what the draws of the trials follow from (0 unless given)" },
    parallel: {
      value: "N",
      description: "trials that are trained at once (the cores of the machine unless given)",
    },
    out: {
      value: "DIR",
      description: "the folder of the search (runs/search-RECIPE unless given)",
    },
    resume: { value: "DIR", description: "go on with an interrupted search" },
  },
  hearsInterrupts: true,
  example:
    "deno task isthmus search-options strokes-deep --space models/strokes-deep/search_space.json --trials 27",
  prepare(args) {
    const parallel = integerValue(args, "parallel", { least: 1 }) ?? availableParallelism();
    const open = args.value("resume") === undefined ? newSearch(args) : resumedSearch(args);
    return async (signal) => {
      const opened = await unlessAborted(open(signal), signal);
      if (!opened) {
        return {
          json: { interrupted: true },
          text: "Interrupted before the first trial: nothing was written",
          exitCode: INTERRUPTED,
        };
      }
      const { directory, search } = opened;
      using _ = lockFolder(directory, { folders: ["."] });
      await writeSearch(directory, search);
      const say = (line: string) => console.error(line);
      for (const remark of opened.remarks) say(note(remark));
      const end = await runSearch(search, { directory, processes: parallel, signal, say });
      if (end.type === "interrupted") return interrupted(directory, end);
      return await outcomeOf(directory, search, end);
    };
  },
};

/** A search about to begin or to go on. */
interface OpenedSearch {
  readonly directory: string;
  readonly search: Search;
  readonly remarks: readonly string[];
}

/** Reads recipe and space of a new search at once, so that what does not fit is wrong usage. */
function newSearch(args: Arguments): (signal: AbortSignal) => Promise<OpenedSearch> {
  const name = requiredPositional(args, "RECIPE");
  const file = requiredValue(args, "space");
  const trials = integerValue(args, "trials", { least: 1 });
  if (trials === undefined) throw new TypeError("Cannot run without --trials");
  const epochs = integerValue(args, "epochs", { least: 1 }), data = args.value("data");
  const recipe = readRecipe(name, {
    ...(data !== undefined && { "data.name": data }),
    ...(epochs !== undefined && { "training.epochs": epochs }),
    ...Object.fromEntries(args.values("set").map(parseAssignment)),
  }, { remark: (sentence) => console.error(note(sentence)) });
  const space = readSpace(file);
  checkFields(recipe, space, file);
  if (recipe.training.epochs < 1) {
    throw new TypeError("Cannot search options of a recipe of 0 epochs: set --epochs");
  }
  const seed = integerValue(args, "seed") ?? 0;
  const factor = integerValue(args, "factor", { least: 2 }) ?? FACTOR;
  return async (signal) => {
    const place = () => newRunDirectory(`search-${recipe.name}`, args.value("out"));
    place();
    const options = { space, trials, seed, factor, numerics: "fast" as const, signal };
    const begun = await beginSearch(recipe, options);
    return { directory: place(), ...begun };
  };
}

function resumedSearch(args: Arguments): () => Promise<OpenedSearch> {
  const directory = args.value("resume")!;
  const others = ["space", "trials", "epochs", "factor", "data", "seed", "out"]
    .filter((option) => args.value(option) !== undefined);
  if (others.length > 0 || args.values("set").length > 0 || args.positionals.length > 0) {
    throw new TypeError(
      `Cannot use ${
        others.length > 0 ? `--${others[0]}` : args.positionals[0] ?? "--set"
      } with --resume: the search goes on as it began`,
    );
  }
  return async () => ({ directory, search: await readSearch(directory), remarks: [] });
}

/** Reads the file of a space; throws an Error, one sentence, where there is none, or nothing to use. */
function readSpace(path: string): SearchSpace {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? error.code : error;
    throw new TypeError(
      `Cannot read the space ${path}: ${why === "ENOENT" ? "there is none" : why}`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SyntaxError(`Cannot use ${path}: it is not JSON`);
  }
  return parseSpace(json, path);
}

function interrupted(directory: string, { results }: SearchEnd): Outcome {
  return {
    json: { search: directory, interrupted: true, results },
    text:
      `Interrupted after ${results.length} results; go on with: deno task isthmus search-options ` +
      `--resume ${directory}`,
    exitCode: INTERRUPTED,
  };
}

async function outcomeOf(
  directory: string,
  search: Search,
  { results, best, run, evaluation }: Extract<SearchEnd, { type: "end" }>,
): Promise<Outcome> {
  const { columns, rows } = trialRows(search, results), values = search.trials[best.trial];
  const recipePath = join(directory, "recipe.json");
  await atomicWriteJson(recipePath, bestRecipe(search, values));
  const left = rows.length > SHOWN ? [`and ${rows.length - SHOWN} more`] : [];
  return {
    json: {
      search: directory,
      best: { trial: best.trial, values, validationError: best.error, run },
      evaluation,
      trials: rankedTrials(results).map((result) => ({
        ...result,
        values: search.trials[result.trial],
      })),
    },
    text: [
      [formatTable({ columns, rows: rows.slice(0, SHOWN) }), ...left].join("\n"),
      "",
      `Trial ${
        best.trial + 1
      } is the best by its validation error; on the test examples, which chose ` +
      `nothing, its squared error is ${evaluation.autoencoder.squaredError.toFixed(3)}.`,
      `  look at   ${join(directory, SEARCH_FILES.page)}`,
      `  run       ${run}`,
      `  train     ${recipePath}`,
    ].join("\n"),
  };
}

function bestRecipe({ recipe }: Search, values: Readonly<Record<string, unknown>>): Recipe {
  return overrideRecipe(recipe, values, "the best recipe").recipe;
}
