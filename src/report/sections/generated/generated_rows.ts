import { exampleKind } from "../../../core/example_kind.ts";
import { valueNames } from "../../../core/value_names.ts";
import { ownUnits } from "../../../core/own_units.ts";
import { createRng } from "../../../core/rng.ts";
import { formatValue } from "../../../plots/format_value.ts";
import { table } from "../../markup/table.ts";
import { className } from "../../../data/mod.ts";
import { columnStatistics } from "../../pictures/column_statistics.ts";
import { labelsOfCodes } from "../../pictures/labels_of_codes.ts";
import { codesToDrawBy, drawnCodes } from "./generated.ts";
import type { Section } from "../section.ts";

/** New rows of a table, in its units. */
export interface GeneratedRows {
  /** The names of the columns. */
  readonly columns: readonly string[];
  /** The name of each new row. */
  readonly names: readonly string[];
  /** [names, columns] */
  readonly values: Float32Array;
  /** The range of most training examples, column by column. */
  readonly low: Float32Array;
  readonly high: Float32Array;
  readonly caption: string;
}

/** The numbers of rows that are drawn, and of columns that are shown. */
const DRAWN = 6, MOST = 64;

/** New rows that the decoder makes of codes drawn at random, beside where training examples lie. */
export const generatedRows: Section<GeneratedRows> = {
  title: "Generated",
  place: 61,
  async gather(context) {
    const { autoencoder, data: { train, classes }, preprocessor } = context;
    if (exampleKind(preprocessor) !== "table") return undefined;
    const rng = createRng(0).fork("generated");
    const seen = await codesToDrawBy(context, rng);
    if (!seen) return undefined;
    const { codes, text } = drawnCodes(seen, { count: DRAWN, rng });
    const labels = labelsOfCodes(autoencoder, { count: DRAWN });
    const { values } = await autoencoder.decode(codes, labels);
    const { low, high } = columnStatistics(train);
    return {
      columns: valueNames(preprocessor),
      names: Array.from(
        { length: DRAWN },
        (_, i) =>
          labels.labels ? `${i + 1}: ${className(classes, labels.labels[i])}` : String(i + 1),
      ),
      values: ownUnits(values, preprocessor),
      low: ownUnits(low, preprocessor),
      high: ownUnits(high, preprocessor),
      caption: text,
    };
  },
  draw({ columns, names, values, low, high, caption }) {
    const size = columns.length;
    if (values.length !== names.length * size || low.length !== size || high.length !== size) {
      throw new RangeError(
        `Cannot show ${names.length} generated rows of ${size} columns: there are ${values.length} values`,
      );
    }
    const shown = [...columns.keys()].slice(0, MOST);
    return table({
      class: "rows",
      caption:
        `${caption}. A column of this table is a new example, in the units of the data; nine ` +
        "of ten training examples lie between the values in the last two." +
        (size > MOST ? ` Shown are the first ${MOST} of ${size} columns of the data.` : ""),
      columns: [
        { name: "Column" },
        ...names.map((name) => ({ name, isNumber: true })),
        { name: "From", isNumber: true },
        { name: "To", isNumber: true },
      ],
      rows: shown.map((column) => [
        columns[column],
        ...names.map((_, i) => formatValue(values[i * size + column])),
        formatValue(low[column]),
        formatValue(high[column]),
      ]),
    });
  },
};
