import { override, parseAssignment, parseClassifierRecipe } from "../../recipes/mod.ts";
import { openRun } from "../../runs/open_run.ts";
import {
  compareLabels,
  type LabelErrors,
  START_NAMES,
} from "../../workflows/classifier/compare_labels.ts";
import { formatTable } from "../console/table.ts";
import type { Arguments, Command } from "../options/command.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/** The numbers of labels, and of seeds, unless the user says otherwise. */
const LABELS = [20, 50, 100, 1000], SEEDS = 3;

/** Prints what the unlabelled examples of a run are worth, by classifiers of few labels and of many. */
export const labelsCommand: Command = {
  name: "labels",
  place: 29,
  summary: "compares classifiers of few labels: on the encoder of a run, and from a random start",
  positionals: "RUN",
  options: {
    labels: { value: "N,…", description: `numbers of labels (${LABELS.join(",")} unless given)` },
    seeds: { value: "N", description: `draws of labels and of weights (${SEEDS} unless given)` },
    set: {
      value: "path=value",
      multiple: true,
      description: "any option of classifier, such as training.epochs=30",
    },
  },
  example: "deno task isthmus labels runs/strokes-deep --labels 50,200 --seeds 5",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const labels = countsOf(args) ?? LABELS;
    const seeds = integerValue(args, "seeds", { least: 1 }) ?? SEEDS;
    const recipe = parseClassifierRecipe(
      override({}, Object.fromEntries(args.values("set").map(parseAssignment))),
    );
    return async () => {
      const { examples, rows, remarks } = await compareLabels(await openRun(directory), recipe, {
        labels,
        seeds,
        onDone: ({ labels, start, seed, error }) =>
          console.error(
            `${labels} labels, seed ${seed}, ${start}: ${(100 * error).toFixed(2)} % wrong`,
          ),
      });
      return {
        json: { run: directory, examples, seeds, rows },
        remarks,
        text: textOf(rows, { examples, seeds }),
      };
    };
  },
};

function countsOf(args: Arguments): number[] | undefined {
  const text = args.value("labels");
  if (text === undefined) return undefined;
  const counts = text.split(",").map(Number);
  if (counts.every((count) => Number.isSafeInteger(count) && count >= 2)) return counts;
  throw new TypeError(
    `Cannot use --labels ${text}: expected whole numbers from 2 up with commas, such as 50,200`,
  );
}

function textOf(
  rows: readonly LabelErrors[],
  { examples, seeds }: { examples: number; seeds: number },
): string {
  return [
    formatTable({
      columns: ["labels", ...START_NAMES, "random less fine-tuned"],
      rows: rows.map(({ labels, errors }) => [
        String(labels),
        ...START_NAMES.map((start) => spread(errors[start])),
        spread(errors.random.map((error, i) => error - errors["fine-tuned"][i])),
      ]),
    }),
    `Percent of ${examples} test examples that are put into another class, mean ± standard deviation ` +
    `over ${seeds} ${seeds === 1 ? "seed" : "seeds"}.`,
  ].join("\n\n");
}

/** Shares in percent: their mean and their deviation over N − 1. */
function spread(shares: readonly number[]): string {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / Math.max(1, shares.length - 1));
  return `${(100 * mean).toFixed(2)} ± ${(100 * deviation).toFixed(2)}`;
}
