import { openRun } from "../../runs/open_run.ts";
import { lineChart } from "../../plots/line_chart.ts";
import { ALTERATION_NAMES } from "../../workflows/retrieval/altered_copies.ts";
import { type CopiesFound, measureCopies } from "../../workflows/retrieval/measure_copies.ts";
import { measureRetrieval, type Retrieval } from "../../workflows/retrieval/measure_retrieval.ts";
import { nearestPictures } from "../../workflows/retrieval/nearest_pictures.ts";
import { formatTable } from "../console/table.ts";
import { type ChartPage, writeChart } from "../console/write_chart.ts";
import { writePicture } from "../console/write_picture.ts";
import type { Arguments, Command } from "../options/command.ts";
import { endingsOf, targetOf } from "../options/target.ts";
import { choiceValue, integersValue, integerValue, requiredPositional } from "../options/values.ts";

/** The queries unless the user says otherwise. */
const QUERIES = 2000;

/** The items of a shortlist unless the user says otherwise. */
const SHORTLIST = 100;

/** The parts of the data that queries are drawn from. */
const SPLITS = ["test", "validation"] as const;

/** The distances of real codes. */
const BY = ["cosine", "euclidean"] as const;

/** Prints how well examples find training examples of their class. */
export const retrievalCommand: Command = {
  name: "retrieval",
  place: 26,
  summary: "prints how well examples find training examples of their class, by codes and by inputs",
  positionals: "RUN",
  options: {
    queries: {
      value: "N",
      description: `the most examples that ask, drawn by the seed (${QUERIES} unless given)`,
    },
    split: {
      value: SPLITS.join("|"),
      description: "the examples that ask (test unless given); validation to choose options by",
    },
    metric: {
      value: BY.join("|"),
      description:
        "the distance of codes: euclidean of up to three values unless given, cosine of more",
    },
    sizes: {
      value: "N,N",
      description:
        "numbers of values of PCA, or of latent semantic analysis of texts, besides that of the codes",
    },
    shortlist: {
      value: "N",
      description:
        `the items found by codes that the inputs sort in a second stage (${SHORTLIST} unless given)`,
    },
    words: {
      value: "N",
      description:
        "the words that each text keeps when it asks, drawn at random, as in short queries",
    },
    pictures: {
      value: "FILE.png",
      description: "a sheet of pictures that ask, each with the nearest by codes, bits and pixels",
    },
    copies: {
      description:
        "of pictures: how many of those that are cut, moved, mirrored … find the one they were made of",
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
    const split = choiceValue(args, "split", SPLITS) ?? "test";
    const sizes = integersValue(args, "sizes", { least: 1 });
    const shortlist = integerValue(args, "shortlist", { least: 1 }) ?? SHORTLIST;
    const words = integerValue(args, "words", { least: 1 });
    const out = args.value("out") === undefined
      ? undefined
      : targetOf(args.value("out")!, ["chart"]).out;
    const sheet = args.value("pictures");
    if (sheet !== undefined) targetOf(sheet, ["picture"]);
    const isOfCopies = args.has("copies");
    if (isOfCopies) refuseBesideCopies(args);
    return async () => {
      const run = await openRun(directory);
      if (isOfCopies) {
        const { remarks, ...found } = await measureCopies(run, { queries, metric, sizes });
        return { json: { run: directory, ...found }, remarks, text: textOfCopies(found) };
      }
      // Data that are no pictures are refused before anything is measured.
      const drawn = sheet === undefined ? undefined : await nearestPictures(run, { split, metric });
      const { remarks, ...found } = await measureRetrieval(run, {
        queries,
        split,
        metric,
        sizes,
        shortlist,
        words,
      });
      if (out !== undefined) await writeChart(out, pageOf(found, directory));
      if (drawn) await writePicture(sheet!, drawn);
      return {
        json: {
          run: directory,
          ...(out !== undefined && { out }),
          ...(drawn && { pictures: sheet!, rows: drawn.ways }),
          ...found,
        },
        remarks,
        text: drawn
          ? `${textOf(found)}\n\nDrew to ${sheet}, under each query: ${drawn.ways.join("; ")}`
          : textOf(found),
      };
    };
  },
};

/** Options that are of classes or of texts, and so not of copies of pictures. */
const NOT_OF_COPIES = ["split", "shortlist", "words", "pictures", "out"];

function refuseBesideCopies(args: Arguments): void {
  const given = NOT_OF_COPIES.find((option) => args.value(option) !== undefined);
  if (given === undefined) return;
  throw new TypeError(`Cannot use --${given} with --copies: training pictures are copied, whole`);
}

function textOfCopies({ queries, items, ways }: Omit<CopiesFound, "remarks">): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return [
    `Of ${queries} altered pictures, the share that finds its own among ${items}: nearest, and in the first ten`,
    "",
    formatTable({
      columns: ["", ...ALTERATION_NAMES.flatMap((name) => [name, "in 10"])],
      rows: ways.map(({ name, recall }) => [
        name,
        ...ALTERATION_NAMES.flatMap((alteration) => [
          percent(recall[alteration].first),
          percent(recall[alteration].ten),
        ]),
      ]),
    }),
  ].join("\n");
}

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

function pageOf({ queries, split, items, ways }: Found, directory: string): ChartPage {
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
      `training examples of that class that are found; means of ${queries} ${split} examples.`,
  };
}
