import { valueNames } from "../../core/value_names.ts";
import { cellsOf, tableColumns } from "../../data/mod.ts";
import type { Cell, TableColumn } from "../../io/tables/table.ts";
import type { RunPreprocessor } from "../../preprocessing/mod.ts";

/** The columns of a table that holds examples as data have them, and the cells of one. */
export interface DataColumns {
  readonly columns: readonly TableColumn[];
  /** The cells of an example, by its values in the units of the data. */
  cells(values: ArrayLike<number>): readonly Cell[];
}

/** The types of columns that are not numbers. */
const TYPES = { truth: "truth", words: "text", date: "text" } as const;

/** The columns of the data of a run: those of its table, or one for each value. */
export function dataColumns(preprocessor: RunPreprocessor): DataColumns {
  const { columns: names = valueNames(preprocessor), encodings = [] } = preprocessor;
  const known = tableColumns(names, encodings);
  const columns = known.flatMap(({ name, encoding }): TableColumn[] =>
    encoding?.kind === "missing" ? [] : [{ name, type: encoding ? TYPES[encoding.kind] : "float" }]
  );
  return { columns, cells: (values) => cellsOf(values, known).map(({ cell }) => cell) };
}
