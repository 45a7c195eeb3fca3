import { openRun } from "../../runs/open_run.ts";
import { lineChart } from "../../plots/line_chart.ts";
import { measureRetrieval, type Retrieval } from "../../workflows/retrieval/measure_retrieval.ts";
import { formatTable } from "../console/table.ts";
import { type ChartPage, writeChart } from "../console/write_chart.ts";
import type { Command } from "../options/command.ts";
import { endingsOf, targetOf } from "../options/target.ts";
import { choiceValue, integerValue, requiredPositional } from "../options/values.ts";

/** The queries unless the user says otherwise. */
const QUERIES = 2000;

/** The distances of real codes. */
const BY = ["cosine", "euclidean"] as const;

/** Prints how well test examples find training examples of their class. */
export const retrievalCommand: Command = {
  name: "retrieval",
  place: 26,
  summary:
    "prints how well test examples find training examples of their class, by codes and by inputs",
  positionals: "RUN",
  options: {
    queries: {
      value: "N",
      description: `the most test examples that ask, drawn by the seed (${QUERIES} unless given)`,
    },
    metric: {
      value: BY.join("|"),
      description:
        "the distance of codes: euclidean of up to three values unless given, cosine of more",
    },
    out: {
      value: "FILE",
      description: `the curves of precision by recall, ${endingsOf("chart")}`,
    },
  },
  example: "deno task isthmus retrieval runs/strokes-deep --out curves.html",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const queries = integerValue(args, "queries", { least: 1 }) ?? QUERIES;
    const metric = choiceValue(args, "metric", BY);
    const out = args.value("out") === undefined
      ? undefined
      : targetOf(args.value("out")!, ["chart"]).out;
    return async () => {
      const run = await openRun(directory);
      const { remarks, ...found } = await measureRetrieval(run, { queries, metric });
      if (out !== undefined) await writeChart(out, pageOf(found, directory));
      return {
        json: { run: directory, ...(out !== undefined && { out }), ...found },
        remarks,
        text: textOf(found),
      };
    };
  },
};

type Found = Omit<Retrieval, "remarks">;

function textOf({ queries, items, ways }: Found): string {
  const figure = (value: number) => value.toFixed(3);
  const { precision } = ways[0];
  return formatTable({
    columns: [
      `${queries} queries, ${items} items`,
      ...precision.map(({ rank }) => `P@${rank}`),
      "mAP",
      "mAP@1000",
    ],
    rows: ways.map((way) => [
      way.name,
      ...way.precision.map(({ precision }) => figure(precision)),
      figure(way.meanAveragePrecision),
      figure(way.meanAveragePrecisionAt1000),
    ]),
  });
}

function pageOf({ queries, items, ways }: Found, directory: string): ChartPage {
  const title = `What the codes of ${directory} find`;
  return {
    title,
    chart: lineChart({
      title,
      xLabel: "recall",
      yLabel: "precision",
      logX: true,
      series: ways.map(({ name, curve }) => ({
        label: name,
        points: curve.map(({ recall, precision }) => [recall, precision] as const),
      })),
    }),
    caption:
      `The share of what is found that has the class of the query, by the share of the ${items} ` +
      `training examples of that class that are found; means of ${queries} test examples.`,
  };
}
