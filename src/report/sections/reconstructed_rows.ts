import { exampleKind } from "../../core/example_kind.ts";
import { valueNames } from "../../core/value_names.ts";
import { ownUnits } from "../../core/own_units.ts";
import { element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { cards } from "../markup/cards.ts";
import { formatValue } from "../../plots/format_value.ts";
import { columnStatistics } from "../pictures/column_statistics.ts";
import { type ShownExample, shownExamples } from "../pictures/shown_examples.ts";
import type { Section } from "./section.ts";

/** Rows of a table beside what a model makes of them. */
export interface ReconstructedRows {
  /** The names of the columns. */
  readonly columns: readonly string[];
  readonly examples: readonly ReconstructedRow[];
  /** True where the model sees the columns on another scale. */
  readonly isScaled: boolean;
}

/** A row in the units of its table. */
export type ReconstructedRow = Omit<ShownExample, "input" | "output"> & {
  readonly values: Float32Array;
  readonly reconstruction: Float32Array;
  /** The error of each column in standard deviations of it; not a number where it has none. */
  readonly deviations: Float32Array;
};

/** The largest number of columns of an example that are shown, those of the largest errors. */
const MOST = 16;

/** Rows of a table, column by column beside their reconstructions. */
export const reconstructedRows: Section<ReconstructedRows> = {
  title: "Reconstructions",
  place: 21,
  async gather({ data: { train, test, classes }, autoencoder, beside, pca, preprocessor }) {
    if (exampleKind(preprocessor) !== "table") return undefined;
    const { deviation } = columnStatistics(train);
    const shown = await shownExamples({ autoencoder, beside, pca }, test, { classes });
    const examples = shown.map(({ input, output, ...example }) => ({
      ...example,
      values: ownUnits(input, preprocessor),
      reconstruction: ownUnits(output, preprocessor),
      deviations: input.map((value, i) =>
        deviation[i] > 0 ? Math.abs(output[i] - value) / deviation[i] : NaN
      ),
    }));
    const isScaled = preprocessor.scaling !== undefined;
    return { columns: valueNames(preprocessor), examples, isScaled };
  },
  draw({ columns, examples, isScaled }) {
    check(columns, examples);
    const isCut = columns.length > MOST;
    return cards(
      examples.map((example) => ({
        title: example.name,
        note: errorNote(example),
        content: rowTable(example, columns),
      })),
      {
        isLarge: true,
        caption: "Test examples and what the autoencoder makes of them, in the units of the data" +
          `${isCut ? `: the ${MOST} of ${columns.length} columns with the largest errors` : ""}. ` +
          "A bar is the error in standard deviations of its column among the training examples; a " +
          "full one is an error of one or more, as large as that of a guess of the mean. The largest " +
          "error of an example is marked. The squared errors are summed over all columns" +
          `${isScaled ? ", on the common scale that the model sees them on" : ""}.`,
      },
    );
  },
};

/** The squared errors of an example by each method, in words; of those that do just the same, one. */
export function errorNote({ isWorst, errors }: Pick<ShownExample, "isWorst" | "errors">): string {
  const [{ error: own }, ...all] = errors;
  const others = all.filter(({ error }) => error !== own);
  return [
    `${isWorst ? "One of the largest errors:" : "Squared error"} ${formatNumber(own)}`,
    ...others.map(({ method, error }) => `${method} ${formatNumber(error)}`),
  ].join("; ");
}

function rowTable(
  { name, values, reconstruction, deviations }: ReconstructedRow,
  columns: readonly string[],
): Markup {
  const size = (i: number) => Number.isNaN(deviations[i]) ? -1 : deviations[i];
  const byError = [...columns.keys()].sort((a, b) => size(b) - size(a) || a - b);
  const [largest] = byError;
  const shown = byError.slice(0, MOST).sort((a, b) => a - b);
  const row = (i: number) => {
    const isLargest = i === largest && size(i) > 0;
    return element(
      "tr",
      { class: isLargest ? "largest" : undefined },
      element("th", { scope: "row" }, columns[i]),
      element("td", { class: "number" }, formatValue(values[i])),
      element("td", { class: "number" }, formatValue(reconstruction[i])),
      element("td", {}, bar(deviations[i])),
      element(
        "td",
        { class: "number" },
        size(i) < 0 ? "–" : formatNumber(deviations[i], { digits: 2 }),
      ),
    );
  };
  const heads = ["Column", "Original", "Reconstruction"].map((name, i) =>
    element("th", { scope: "col", class: i === 0 ? undefined : "number" }, name)
  );
  return element(
    "table",
    { class: "row" },
    element("caption", { class: "unseen" }, `${name}, column by column`),
    element(
      "thead",
      {},
      element("tr", {}, heads, element("th", { scope: "col", colspan: 2 }, "Error")),
    ),
    element("tbody", {}, shown.map(row)),
  );
}

function bar(deviations: number): Markup {
  const width = Number.isNaN(deviations) ? 0 : 100 * Math.min(1, deviations);
  return element(
    "span",
    { class: "track" },
    element("span", { class: "above", style: `left:0;width:${width.toFixed(1)}%` }),
  );
}

function check(columns: readonly string[], examples: readonly ReconstructedRow[]): void {
  for (const { name, values, reconstruction } of examples) {
    if (values.length === columns.length && reconstruction.length === columns.length) continue;
    throw new RangeError(
      `Cannot show the reconstruction of "${name}": there are ${values.length} values and ` +
        `${reconstruction.length} of the reconstruction, expected the ${columns.length} of the columns`,
    );
  }
}
