import { basename } from "@std/path";
import { openRun } from "../../runs/open_run.ts";
import { REST } from "../../workflows/anomalies.ts";
import type { ScoredExample } from "../../workflows/score_table.ts";
import { KEPT_PARTS } from "../../evaluation/kept_errors.ts";
import { scoreRun, type Scoring, type ToldAnomalies } from "../../workflows/score_run.ts";
import type { Limit, Threshold } from "../../workflows/score_threshold.ts";
import { formatTable } from "../console/table.ts";
import type { Arguments, Command } from "../options/command.ts";
import { DATA_OPTION, SPLIT_OPTION, splitValue } from "../options/shared_options.ts";
import { endingsOf, targetOf } from "../options/target.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/** The number of examples printed unless the user says otherwise. */
const DEFAULT_TOP = 10;

/** Scores examples by their reconstruction errors, for the detection of anomalies. */
export const scoreCommand: Command = {
  name: "score",
  place: 25,
  summary: "scores examples by their squared errors, and flags those that are new to a run",
  positionals: "RUN",
  options: {
    ...DATA_OPTION,
    ...SPLIT_OPTION,
    out: {
      value: "FILE",
      description: `the table to write, ${endingsOf("table")}: a row for each example`,
    },
    columns: {
      description: "also the squared error of each value in it, on the scale of data.scale",
    },
    likelihood: {
      description: "also the negative ELBO, a bound of −log p(x); of Gaussian codes",
    },
    threshold: {
      value: "P%|E",
      description: "flag errors above those of P percent of usual examples, or above E",
    },
    anomaly: {
      value: "CLASS,…",
      description: `the classes that are anomalies, or ${REST} for all not trained on: measures ` +
        "how well errors tell them",
    },
    top: {
      value: "N",
      description: `how many of the highest errors to print (${DEFAULT_TOP} unless given)`,
    },
  },
  example: "deno task isthmus score runs/strokes-deep --threshold 99% --out scores.csv",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const data = args.value("data"), split = splitValue(args);
    const out = args.value("out");
    if (out !== undefined) targetOf(out, ["table"]);
    const hasColumns = args.has("columns"), hasLikelihood = args.has("likelihood");
    if (hasColumns && out === undefined) {
      throw new TypeError("Cannot use --columns without --out: they are written into its file");
    }
    const threshold = thresholdValue(args);
    const anomaly = args.value("anomaly");
    const top = integerValue(args, "top", { least: 1 }) ?? DEFAULT_TOP;
    return async () => {
      const run = await openRun(directory);
      const options = { data, split, out, hasColumns, hasLikelihood, threshold, anomaly };
      const scoring = await scoreRun(run, options);
      const highest = scoring.examples.toSorted((a, b) =>
        b.error > a.error ? 1 : b.error < a.error ? -1 : 0
      ).slice(0, top);
      const { told: { error, ...told } = {}, limit } = scoring;
      return {
        json: {
          run: directory,
          data: scoring.data,
          examples: scoring.examples.length,
          ...(out !== undefined && { out }),
          ...(limit && {
            threshold: limit.error,
            ...(limit.of && { thresholdOf: limit.of }),
            flagged: flagged(scoring),
          }),
          top: highest,
          ...error,
          ...told,
        },
        remarks: scoring.remarks,
        text: [
          `${summary(scoring, run.config.recipe.data.scale)}`,
          ...(limit ? [flagSentence(scoring, limit)] : []),
          topTable(highest),
          ...(scoring.told ? [toldTable(scoring.told)] : []),
          ...(out === undefined ? [] : [`Wrote the scores to ${out}`]),
        ].join("\n\n"),
      };
    };
  },
};

function thresholdValue(args: Arguments): Threshold | undefined {
  const text = args.value("threshold");
  if (text === undefined) return undefined;
  const [, digits, sign] = /^(\d+\.?\d*(?:e[-+]?\d+)?)(%?)$/i.exec(text.trim()) ?? [];
  const number = Number(digits);
  if (sign === "%" && number <= 100) return { percent: number };
  if (sign === "" && Number.isFinite(number)) return { error: number };
  throw new TypeError(
    `Cannot use --threshold ${text}: expected a share of usual examples, such as 99%, or an error`,
  );
}

function flagged({ examples }: Scoring): number {
  return examples.filter(({ flag }) => flag === 1).length;
}

function summary({ data, examples, size }: Scoring, scale: string | undefined): string {
  const units = scale === undefined || scale === "none"
    ? ""
    : `, on the common scale of the values (data.scale=${scale})`;
  return `Scored ${examples.length} examples of ${
    basename(data)
  } by their squared errors, each summed over ${size} values${units}.`;
}

function flagSentence(scoring: Scoring, { error, of }: Limit): string {
  const source = of
    ? `, ${of.percent} % of the errors of ${of.examples} ${KEPT_PARTS[of.part]}`
    : "";
  return `The threshold is ${formatError(error)}${source}: ${flagged(scoring)} of ` +
    `${scoring.examples.length} examples are above it.`;
}

function formatError(error: number): string {
  return error >= 0.001 && error < 1e6 ? error.toFixed(3) : error.toPrecision(4);
}

/** The examples with the highest errors as a table. */
function topTable(examples: readonly ScoredExample[]): string {
  const [first] = examples;
  const columns = [
    "example",
    ...(first.label === undefined ? [] : ["class"]),
    "squared error",
    ...(first.negativeElbo === undefined ? [] : ["negative ELBO"]),
    ...(first.flag === undefined ? [] : ["flag"]),
  ];
  const rows = examples.map(({ id, label, error, negativeElbo, flag }) => [
    id,
    ...(label === undefined ? [] : [label]),
    formatError(error),
    ...(negativeElbo === undefined ? [] : [negativeElbo.toFixed(2)]),
    ...(flag === undefined ? [] : [String(flag)]),
  ]);
  return formatTable({ columns, rows });
}

/** The figures of how well scores tell the anomalies, as a table. */
function toldTable({ anomalies, error, negativeElbo, pca }: ToldAnomalies): string {
  const rows = [
    ["squared error", error] as const,
    ...(negativeElbo ? [["negative ELBO", negativeElbo] as const] : []),
    ...(pca
      ? [[`PCA, ${pca.components} component${pca.components === 1 ? "" : "s"}`, pca] as const]
      : []),
  ];
  return formatTable({
    columns: ["anomalies by", "ROC-AUC", "average precision", `precision at ${anomalies}`],
    rows: rows.map(([name, { rocAuc, averagePrecision, precisionAtK }]) => [
      name,
      ...[rocAuc, averagePrecision, precisionAtK].map((figure) => figure.toFixed(4)),
    ]),
  });
}
