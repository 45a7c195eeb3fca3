import { listWords } from "../core/sentences.ts";
import { element, type Markup } from "../plots/element.ts";
import { curvesOfRuns } from "../report/curves/curves_of_runs.ts";
import { epochFigure } from "../report/markup/curve_figure.ts";
import { type Page, renderPage } from "../report/markup/page.ts";
import { table } from "../report/markup/table.ts";
import type { ComparedRun } from "./compared_run.ts";
import { comparedErrors, type ComparedFigure, comparedSizes } from "./comparison_figures.ts";
import { comparisonRemarks } from "./comparison_remarks.ts";
import { differingFields, fieldText } from "./differing_fields.ts";

/** The page of runs beside each other: what to know before, curves over one another, differences, errors, sizes. */
export function comparisonPage(
  runs: readonly ComparedRun[],
  made: Pick<Page, "madeBy" | "program">,
): string {
  const remarks = comparisonRemarks(runs), curves = curvesOfRuns(runs);
  const errors = comparedErrors(runs), sizes = comparedSizes(runs);
  const names = runs.map(({ name }) => name);
  return renderPage({
    title: names.join(" · "),
    summary: `${runs.length} runs beside each other: ${
      listWords(runs.map(({ name, config: { recipe } }) => `${name} (${recipe.name})`))
    }.`,
    sections: [
      ...(remarks.length > 0
        ? [{
          title: "Before comparing",
          content: element("ul", {}, remarks.map((remark) => element("li", {}, remark))),
        }]
        : []),
      ...(errors.length > 0
        ? [{
          title: "Errors",
          content: figureTable(errors, {
            names,
            caption:
              "The squared error summed over the values of an example, the mean over the training, the " +
              "validation and the test examples of each run; errors of other kinds and what a classifier gets " +
              "right are of test examples.",
          }),
        }]
        : []),
      ...(curves.length > 0
        ? [{
          title: "Training",
          content: element(
            "div",
            { class: "charts" },
            curves.map(({ caption, chart }) => epochFigure(caption, chart)),
          ),
        }]
        : []),
      { title: "Options that differ", content: differences(runs, names) },
      {
        title: "Sizes",
        content: figureTable(sizes, {
          names,
          caption: "Epochs are those of the whole model's training.",
        }),
      },
    ],
    ...made,
  });
}

function figureTable(
  figures: readonly ComparedFigure[],
  { names, caption }: { names: readonly string[]; caption: string },
): Markup {
  return table({
    caption,
    class: "rows",
    columns: [{ name: "Run" }, ...figures.map(({ name }) => ({ name, isNumber: true }))],
    rows: names.map((name, i) => [
      name,
      ...figures.map(({ values, format }) => {
        const value = values[i];
        return value === undefined ? "–" : format(value);
      }),
    ]),
  });
}

function differences(runs: readonly ComparedRun[], names: readonly string[]): Markup {
  const fields = differingFields(runs);
  if (fields.length === 0) {
    return element("p", {}, "The recipes, kernels and versions are the same in every field.");
  }
  return table({
    caption:
      "The fields of the recipes, and of kernels and versions, of which not all runs have the same value; " +
      "a dash where a recipe has no such field.",
    class: "rows",
    columns: [{ name: "Field" }, ...names.map((name) => ({ name }))],
    rows: fields.map(({ path, values }) => [
      element("code", {}, path),
      ...values.map(fieldText),
    ]),
  });
}
