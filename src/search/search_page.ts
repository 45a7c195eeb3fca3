import { groupBy } from "../core/lists/group_by.ts";
import type { Evaluation } from "../evaluation/record/evaluation.ts";
import { element, type Markup } from "../plots/element.ts";
import { formatNumber } from "../plots/format_number.ts";
import { curveFigure, epochFigure } from "../report/markup/curve_figure.ts";
import { namedBars } from "../report/markup/named_bars.ts";
import { type Page, type PageSection, renderPage } from "../report/markup/page.ts";
import { table } from "../report/markup/table.ts";
import type { EpochMetrics } from "../training/mod.ts";
import type { TrialResult } from "./halving.ts";
import { importanceOf } from "./importance.ts";
import type { Search } from "./search_record.ts";
import type { FieldSpace } from "./space.ts";
import { trialRows, valueText } from "./trial_rows.ts";

/** A search as far as it has come. */
export interface DrawnSearch {
  readonly search: Search;
  readonly results: readonly TrialResult[];
  /** The epochs of the best trials, the best first. */
  readonly histories: readonly {
    readonly trial: number;
    readonly history: readonly EpochMetrics[];
  }[];
  /** The best trial and what it was measured to do; absent before the end. */
  readonly end?: { readonly best: TrialResult; readonly evaluation: Evaluation };
}

/** Draws the page of a search: what mattered, the curves of the best trials, and all trials. */
export function renderSearch(drawn: DrawnSearch, made: Pick<Page, "madeBy" | "program">): string {
  const { search, histories } = drawn;
  return renderPage({
    title: `Options of ${search.recipe.name}`,
    summary: summaryOf(drawn),
    sections: [
      ...mattered(drawn),
      ...(histories.length > 0 ? [curvesOf(histories)] : []),
      { title: "Trials", content: trialTable(drawn) },
    ],
    ...made,
  });
}

function summaryOf({ search, results, end }: DrawnSearch): string {
  const { trials, recipe, seed } = search, failed = results.filter((each) => each.failed).length;
  const what =
    `${trials.length} trials of ${Object.keys(search.space.fields).length} options, to ` +
    `${recipe.training.epochs} epochs at most, drawn with the seed ${seed}.`;
  const lost = failed === 0 ? "" : ` ${failed} failed.`;
  if (!end) return `${what}${lost} The search is not over.`;
  const { best, evaluation: { autoencoder, test } } = end;
  return `${what}${lost} Trial ${best.trial + 1} has the lowest validation error, ${
    formatNumber(best.error!, { digits: 4 })
  }; of its ${test} test examples, which chose nothing, the squared error is ${
    formatNumber(autoencoder.squaredError, { digits: 4 })
  }.`;
}

/** The share of each field in what set the trials of the first round apart, and their errors by its values. */
function mattered({ search, results }: DrawnSearch): PageSection[] {
  const first = results.filter(({ round, error }) => round === 0 && error !== undefined)
    .map(({ trial, error }) => ({ values: search.trials[trial], error: error! }));
  if (first.length < 2) return [];
  const paths = Object.keys(search.space.fields);
  const shares = importanceOf(paths, first).toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1));
  const known = shares.flatMap(({ path, share }) =>
    share === undefined ? [] : [{ name: path, value: 100 * share }]
  );
  const epochs = Math.max(...results.filter(({ round }) => round === 0).map((each) => each.epochs));
  const content = [
    known.length > 0 ? namedBars(known, "What mattered") : [],
    element(
      "p",
      {},
      `The per cent of what set the ${first.length} trials of the first round apart, after ${epochs} ` +
        `${
          epochs === 1 ? "epoch" : "epochs"
        }, that each option explains by itself: of the ranks of their ` +
        "errors, less what chance would explain. What options do together is in none of them, and of few " +
        "trials the figures are rough.",
    ),
    element(
      "div",
      { class: "charts" },
      shares.map(({ path }) => byValue(path, first, isLogarithmic(search.space.fields[path]))),
    ),
  ];
  return [{ title: "What mattered", content }];
}

/** True for a field that is drawn over its logarithms. */
function isLogarithmic(field: FieldSpace): boolean {
  return "scale" in field && field.scale === "log";
}

/** The errors of trials by the values of a field: as dots where they are numbers, else in a table. */
function byValue(
  path: string,
  trials: readonly { readonly values: Readonly<Record<string, unknown>>; readonly error: number }[],
  logX: boolean,
): Markup {
  const values = trials.map(({ values }) => values[path]);
  const caption = `The validation error of each trial by ${path}.`;
  if (!values.every((value) => typeof value === "number")) return valueTable(path, trials);
  const points = trials.map(({ error }, i) => [values[i] as number, error] as const)
    .toSorted(([a], [b]) => a - b)
    // Apart, so that each is a dot and no line leads from one to the next.
    .flatMap(([x, y]) => [[x, y] as const, [x, NaN] as const]);
  return curveFigure(caption, {
    title: `Validation error by ${path}`,
    xLabel: path,
    yLabel: "squared error",
    series: [{ label: "trials", points }],
    logX,
  });
}

function valueTable(
  path: string,
  trials: readonly { readonly values: Readonly<Record<string, unknown>>; readonly error: number }[],
): Markup {
  const byText = groupBy(trials, ({ values }) => valueText(values[path]));
  return table({
    caption: `The validation errors of trials by ${path}.`,
    class: "rows",
    columns: [
      { name: path },
      { name: "Trials", isNumber: true },
      { name: "Least error", isNumber: true },
      { name: "Mean error", isNumber: true },
    ],
    rows: Array.from(byText, ([text, own]) => {
      const errors = own.map(({ error }) => error);
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      return [
        text,
        own.length,
        formatNumber(Math.min(...errors), { digits: 4 }),
        formatNumber(mean, { digits: 4 }),
      ];
    }),
  });
}

function curvesOf(histories: DrawnSearch["histories"]): PageSection {
  const figure = epochFigure("The squared error of the validation examples of the best trials.", {
    title: "Validation error of the best trials by epoch",
    yLabel: "squared error",
    series: histories.map(({ trial, history }) => ({
      label: `trial ${trial + 1}`,
      points: history.flatMap(({ epoch, validationError }) =>
        validationError === undefined ? [] : [[epoch, validationError] as const]
      ),
    })),
  });
  return { title: "The best trials", content: element("div", { class: "charts" }, figure) };
}

function trialTable({ search, results }: DrawnSearch): Markup {
  const { columns, rows } = trialRows(search, results);
  return table({
    caption:
      "The trials by the round that they came to, and there by the lowest squared error of their " +
      "validation examples; what failed stands last in its round.",
    class: "rows",
    columns: columns.map((name) => ({ name })),
    rows,
  });
}
