import { readRecipe } from "../../../io/read_recipe.ts";
import { type Numerics, threadCounts } from "../../../kernels/mod.ts";
import { countParams } from "../../../model/mod.ts";
import { overrideRecipe, parseAssignment, type Recipe } from "../../../recipes/mod.ts";
import { readStart } from "../../../runs/read_start.ts";
import type { RunConfig } from "../../../runs/run_config.ts";
import { type PreparedRun, prepareNewRun } from "../../../workflows/prepare_run.ts";
import { prepareResumedRun } from "../../../workflows/reopen_run.ts";
import { completeRun } from "../../../workflows/training/complete_run.ts";
import type { Arguments, Command } from "../../options/command.ts";
import {
  LOG_OPTION,
  logsEventsValue,
  takeThreads,
  THREADS_OPTION,
} from "../../options/shared_options.ts";
import { choiceValue, integerValue } from "../../options/values.ts";
import { createProgressView } from "../../console/progress.ts";
import { outcomeBeforeTraining } from "../../console/interrupted_outcome.ts";
import { note } from "../../console/note.ts";
import { positionText } from "../../console/position_text.ts";
import { unlessAborted } from "../../console/unless_aborted.ts";
import { completionOutcome, completionView } from "./completion_outcome.ts";

/** The recipe that is trained when none is named. */
const DEFAULT_RECIPE = "strokes-deep";

const LAYOUTS = ["channels-first", "channels-last"] as const;
const YES_OR_NO = ["yes", "no"] as const;

const NUMERICS: readonly Numerics[] = ["fast", "portable"];

/** Trains a recipe, or continues a training, and leaves a run folder. */
export const trainCommand: Command = {
  name: "train",
  place: 10,
  summary: "trains an autoencoder, evaluates it against PCA and exports it to ONNX",
  positionals: "[RECIPE]",
  options: {
    data: { value: "D", description: "a known data set, or the path of files" },
    out: { value: "DIR", description: "the run folder (runs/RECIPE unless given)" },
    layout: {
      value: LAYOUTS.join("|"),
      description: "the axis of the channels in arrays of images; found out and said unless given",
    },
    epochs: { value: "N", description: "passes over the training examples" },
    "batch-size": { value: "N", description: "examples in a step" },
    seed: { value: "N", description: "what everything random follows from" },
    set: {
      value: "path=value",
      multiple: true,
      description: "any field of the recipe, such as model.codeSize=16",
    },
    header: {
      value: YES_OR_NO.join("|"),
      description: "the first row of a table names the columns",
    },
    "label-column": {
      value: "NAME",
      description: "the column of a table's labels: a name, a number from 1, last or none",
    },
    numerics: {
      value: NUMERICS.join("|"),
      description: "the fastest kernels, or the same bytes on every machine",
    },
    from: {
      value: "RUN",
      description:
        "start from the weights of another run, and train its recipe unless one is named",
    },
    resume: {
      value: "DIR",
      description: "go on, bit for bit, where Ctrl-C or a crash ended the training of a run folder",
    },
    "checkpoint-every": {
      value: "N",
      description: "write a checkpoint every N steps, besides those by time",
    },
    ...THREADS_OPTION,
    ...LOG_OPTION,
  },
  hearsInterrupts: true,
  example: "deno task train mnist-deep-30 --data fashion-mnist --epochs 5 --set model.codeSize=16",
  prepare(args) {
    takeThreads(args);
    const checkpointEvery = integerValue(args, "checkpoint-every", { least: 1 });
    const resume = args.value("resume");
    const logsEvents = logsEventsValue(args);
    const prepareRun = preparation(args), plugins = args.values("plugin");
    return async (signal) => {
      using run = await unlessAborted(prepareRun(signal), signal);
      if (!run) return outcomeBeforeTraining(resume, plugins);
      using view = createProgressView({
        examplesPerEpoch: run.data.train.count,
        batchSize: run.config.recipe.training.batchSize,
      });
      view.say(announcement(run, { isResumed: resume !== undefined }));
      for (const remark of run.data.remarks) view.say(note(remark));
      using drawn = completionView(run, view);
      const end = await completeRun(run, {
        signal,
        checkpointEvery,
        logsEvents,
        onEvent: drawn.show,
      });
      return completionOutcome(run, end, { signal, say: view.say, plugins });
    };
  },
};

/**
 * The function that prepares the run. The recipe of a new one is read at once, so that a name or a
 * field that does not fit is wrong usage.
 */
function preparation(args: Arguments): (signal: AbortSignal) => Promise<PreparedRun> {
  const numerics = choiceValue(args, "numerics", NUMERICS);
  const overrides = overridesOf(args);
  const [name] = args.positionals;
  const resume = args.value("resume");
  const out = args.value("out"), from = args.value("from");
  if (resume === undefined) {
    const named = name === undefined && from !== undefined
      ? undefined
      : readRecipe(name ?? DEFAULT_RECIPE, overrides, { remark: printNote });
    return async (signal) => {
      const start = from === undefined ? undefined : await readStart(from);
      const recipe = named ?? recipeOf(start!.config, overrides);
      return await prepareNewRun(recipe, { numerics, out, signal, ...(start && { start }) });
    };
  }
  if (out !== undefined) {
    throw new TypeError("Cannot use --out with --resume: the run goes on in its own folder");
  }
  if (from !== undefined) {
    throw new TypeError("Cannot use --from with --resume: the run goes on from its own weights");
  }
  return (signal) => prepareResumedRun(resume, { recipe: name, overrides, numerics, signal });
}

/** The recipe of a run with some fields changed. */
function recipeOf({ recipe }: RunConfig, overrides: Record<string, unknown>): Recipe {
  const { recipe: changed, remarks } = overrideRecipe(recipe, overrides, "the changed recipe");
  remarks.forEach(printNote);
  return changed;
}

function printNote(remark: string): void {
  console.error(note(remark));
}

/** The fields of the recipe that the options set, later ones over earlier. */
function overridesOf(args: Arguments): Record<string, unknown> {
  const set = (path: string, value: unknown) => value === undefined ? {} : { [path]: value };
  const header = choiceValue(args, "header", YES_OR_NO);
  return {
    ...set("data.name", args.value("data")),
    ...set("data.layout", choiceValue(args, "layout", LAYOUTS)),
    ...set("training.epochs", integerValue(args, "epochs", { least: 1 })),
    ...set("training.batchSize", integerValue(args, "batch-size", { least: 1 })),
    ...set("seed", integerValue(args, "seed")),
    ...set("data.header", header && header === "yes"),
    ...set("data.labelColumn", args.value("label-column")),
    ...Object.fromEntries(args.values("set").map(parseAssignment)),
  };
}

function announcement(
  { directory, config, plan, stages, data, from, params }: PreparedRun,
  { isResumed }: { isResumed: boolean },
): string {
  const { name, training } = config.recipe;
  const { progress, pretraining: { done, of } = { done: stages.length, of: 0 } } = from?.snapshot ??
    {};
  const current = stages[done], stage = current && { number: done + 1, of, name: current.name };
  const what = progress
    ? `Going on with ${name} in ${directory}, ${
      positionText(progress, current?.options ?? training, stage)
    }`
    : isResumed
    ? `Training ${name} in ${directory} from the first step, as there is no checkpoint`
    : `Training ${name} into ${directory}`;
  const { most } = threadCounts();
  const start = params && config.from ? `, starting from the weights of ${config.from.run}` : "";
  return `${what}${start}: ${data.train.count} examples of ${config.data.name}, ` +
    `${countParams(plan)} parameters, ${config.kernels.build} kernels${
      most > 1 ? ` on ${most} threads` : ""
    }`;
}
