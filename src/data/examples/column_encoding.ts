/** The way from the cells of a table's column to values, where it is not that of numbers. */
export type ColumnEncoding =
  /** True or false (yes or no): one value, 1 or 0. */
  | { readonly name: string; readonly kind: "truth" }
  /** Words: a value for each, 1 for the word of the cell and 0 for the others (one-hot). */
  | { readonly name: string; readonly kind: "words"; readonly words: readonly string[] }
  /** Dates: one value, the days since the beginning of one, in universal time. */
  | DateEncoding
  /** A mark beside the column of this name: 1 where its cell is empty, else 0. */
  | { readonly name: string; readonly kind: "missing" };

/** The way from dates to days. */
export interface DateEncoding {
  readonly name: string;
  readonly kind: "date";
  /** The day that counts as 0, as in 2026-11-29. */
  readonly since: string;
  /** The order of dates that do not begin with the year. */
  readonly order?: "day-first" | "month-first";
  /** True where cells have times of day as well. */
  readonly hasTimes?: boolean;
}

/** The names of the values that an encoding gives. */
export function encodedNames(encoding: ColumnEncoding): readonly string[] {
  const { name } = encoding;
  if (encoding.kind === "words") return encoding.words.map((word) => `${name}=${word}`);
  return [encoding.kind === "missing" ? `${name} is missing` : name];
}

/** Values of an example that stand side by side and belong to one column of a table. */
export interface TableColumn {
  /** The name of the column. */
  readonly name: string;
  /** Absent of numbers. */
  readonly encoding?: ColumnEncoding;
  /** The place of its first value, and the number of them. */
  readonly from: number;
  readonly size: number;
}

/** The columns of the table that examples were made of, by the names of their values, in their order. */
export function tableColumns(
  names: readonly string[],
  encodings: readonly ColumnEncoding[] = [],
): readonly TableColumn[] {
  const byFirst = new Map(encodings.map((each) => [encodedNames(each)[0], each]));
  const columns: TableColumn[] = [];
  for (let from = 0; from < names.length;) {
    const encoding = byFirst.get(names[from]);
    const size = encoding ? encodedNames(encoding).length : 1;
    columns.push({
      name: encoding?.name ?? names[from],
      from,
      size,
      ...(encoding && { encoding }),
    });
    from += size;
  }
  return columns;
}
