import { overrideClassifier, parseAssignment } from "../../recipes/mod.ts";
import { openRun } from "../../runs/open_run.ts";
import {
  compareLabels,
  type LabelComparison,
  type LabelCount,
} from "../../workflows/classifier/compare_labels.ts";
import {
  LABEL_WAY_NAMES,
  type LabelWayName,
  USUAL_WAYS,
} from "../../workflows/classifier/label_ways.ts";
import { labelChart } from "../console/label_chart.ts";
import { meanAndDeviation } from "../console/mean_and_deviation.ts";
import { formatTable } from "../console/table.ts";
import { type ChartPage, writeChart } from "../console/write_chart.ts";
import type { Arguments, Command } from "../options/command.ts";
import { endingsOf, type Target, targetOf } from "../options/target.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/** The numbers of labels, and of seeds, unless the user says otherwise. */
const LABELS = [20, 50, 100, 1000], SEEDS = 3;

/** Prints what the unlabelled examples of a run are worth, by classifiers of few labels and of many. */
export const labelsCommand: Command = {
  name: "labels",
  place: 29,
  summary: "compares classifiers of few labels: of inputs, on the encoder of a run, from random",
  positionals: "RUN",
  options: {
    labels: {
      value: "N,…",
      description: `numbers of labels, or all (${LABELS.join(",")} unless given)`,
    },
    seeds: { value: "N", description: `draws of labels and of weights (${SEEDS} unless given)` },
    ways: {
      value: "W,…",
      description: `some of ${
        LABEL_WAY_NAMES.join(", ")
      } (the first ${USUAL_WAYS.length} unless given)`,
    },
    out: {
      value: "FILE",
      multiple: true,
      description:
        `a chart, ${endingsOf("chart")}, or the errors, ${endingsOf("record")}: written one by ` +
        "one, and taken from there when the command goes on",
    },
    set: {
      value: "path=value",
      multiple: true,
      description: "any option of classifier, such as training.epochs=30",
    },
  },
  example: "deno task isthmus labels runs/strokes-deep --labels 50,200 --seeds 5 --out errors.svg",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const labels = countsOf(args) ?? LABELS;
    const seeds = integerValue(args, "seeds", { least: 1 }) ?? SEEDS;
    const ways = waysOf(args);
    const { charts, record } = targetsOf(args);
    const recipe = overrideClassifier(
      Object.fromEntries(args.values("set").map(parseAssignment)),
    );
    return async () => {
      const comparison = await compareLabels(await openRun(directory), recipe, {
        labels,
        seeds,
        ways,
        record,
        onDone: ({ labels, way, seed, error }) =>
          console.error(
            `${labels} labels, seed ${seed}, ${way}: ${(100 * error).toFixed(2)} % wrong`,
          ),
      });
      for (const out of charts) {
        await writeChart(out, pageOf(comparison, { directory, seeds }));
      }
      const { examples, rows, remarks } = comparison, out = args.values("out");
      return {
        json: { run: directory, examples, seeds, ...(out.length > 0 && { out }), rows },
        remarks,
        text: [
          textOf(comparison, seeds),
          ...charts.map((path) => `Wrote the chart to ${path}`),
          ...(record === undefined ? [] : [`Wrote the errors to ${record}`]),
        ].join("\n\n"),
      };
    };
  },
};

function countsOf(args: Arguments): LabelCount[] | undefined {
  const text = args.value("labels");
  if (text === undefined) return undefined;
  const counts = text.split(",").map((word) => word === "all" ? word : Number(word));
  if (counts.every((count) => count === "all" || Number.isSafeInteger(count) && count >= 2)) {
    return counts;
  }
  throw new TypeError(
    `Cannot use --labels ${text}: expected whole numbers from 2 up, or all, with commas, such as ` +
      "50,200,all",
  );
}

function waysOf(args: Arguments): readonly LabelWayName[] {
  const text = args.value("ways");
  if (text === undefined) return USUAL_WAYS;
  const names = new Set(text.split(",").map((name) => name.trim()));
  const ways = LABEL_WAY_NAMES.filter((way) => names.has(way));
  if (ways.length === names.size) return ways;
  throw new TypeError(
    `Cannot use --ways ${text}: expected some of ${LABEL_WAY_NAMES.join(", ")}, with commas`,
  );
}

/** The files to write. Throws a TypeError for one of another kind, and for two files of errors. */
function targetsOf(args: Arguments): { charts: string[]; record?: string } {
  const targets: Target[] = args.values("out").map((out) => targetOf(out, ["chart", "record"]));
  const of = (wanted: string) =>
    targets.filter(({ kind }) => kind === wanted).map(({ out }) => out);
  const [record, second] = of("record");
  if (second === undefined) return { charts: of("chart"), ...(record !== undefined && { record }) };
  throw new TypeError(
    `Cannot write the errors to ${record} and to ${second}: expected one file of errors`,
  );
}

function pageOf(
  { titles, rows, examples }: LabelComparison,
  { directory, seeds }: { directory: string; seeds: number },
): ChartPage {
  const title = `Errors by labels of ${directory}`;
  const chart = labelChart({
    title,
    ways: [...titles].map(([way, label]) => ({
      label,
      rows: rows.map(({ labels, errors }) => ({ labels, errors: errors[way]! })),
    })),
  });
  return { title, chart, caption: captionOf({ examples, seeds }) };
}

function textOf({ titles, rows, examples }: LabelComparison, seeds: number): string {
  const hasBoth = titles.has("random") && titles.has("fine-tuned");
  return [
    formatTable({
      columns: ["labels", ...titles.values(), ...(hasBoth ? ["random less fine-tuned"] : [])],
      rows: rows.map(({ labels, errors }) => {
        const { random = [], "fine-tuned": tuned = [] } = errors;
        return [
          String(labels),
          ...[...titles.keys()].map((way) => spread(errors[way]!)),
          ...(hasBoth ? [spread(random.map((error, i) => error - tuned[i]))] : []),
        ];
      }),
    }),
    captionOf({ examples, seeds }),
  ].join("\n\n");
}

function captionOf({ examples, seeds }: { examples: number; seeds: number }): string {
  return `Percent of ${examples} test examples that are put into another class, mean ± standard ` +
    `deviation over ${seeds} ${seeds === 1 ? "seed" : "seeds"}.`;
}

/** Shares in percent: their mean and their deviation. */
function spread(shares: readonly number[]): string {
  const { mean, deviation } = meanAndDeviation(shares);
  return `${(100 * mean).toFixed(2)} ± ${(100 * deviation).toFixed(2)}`;
}
