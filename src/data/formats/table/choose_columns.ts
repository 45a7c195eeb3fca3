import { isMissing, isWord, truthIn } from "./cells.ts";
import type { Table } from "./table.ts";
import { callColumn, leaving, listNames, quoteCell, tableError } from "./table_error.ts";

/** The columns of values. */
export interface ColumnChoice {
  /** Those of values, counted from 0, in the order of the file. */
  readonly values: readonly number[];
  /** Those of them that hold true or false. */
  readonly truths: ReadonlySet<number>;
  readonly remarks: readonly string[];
}

/**
 * Chooses the columns that are values: all but labels and ids, or those that the options take, or do
 * not leave.
 *
 * Throws a TypeError for a name that no column has, and a SyntaxError for columns of words.
 */
export function chooseColumns(
  table: Table,
  { labels, ids }: { labels?: number | undefined; ids?: number | undefined },
): ColumnChoice {
  const { names, width, options: { columns } } = table;
  const all = names ?? Array.from({ length: width }, (_, at) => `${at + 1}`);
  const listed = new Set(columns && ("take" in columns ? columns.take : columns.leave));
  const unknown = [...listed.difference(new Set(all))].at(0);
  if (unknown !== undefined) {
    throw new TypeError(
      `Cannot choose the column ${quoteCell(unknown)} of ${table.name}: expected one of ${
        listNames(all)
      }`,
    );
  }
  const isTaken = (name: string) =>
    columns === undefined || listed.has(name) === ("take" in columns);
  if (labels !== undefined && columns && "take" in columns && isTaken(all[labels])) {
    throw new TypeError(
      `Cannot take the column ${quoteCell(all[labels])} of ${table.name} both as labels and as ` +
        `values: leave it out of data.columns.take, or choose --label-column none`,
    );
  }
  const values = all.map((_, at) => at)
    .filter((at) => at !== labels && at !== ids && isTaken(all[at]));
  const kinds = values.map((at) => ({ at, ...kindOf(table, at) }));
  const words = kinds.filter(({ kind }) => kind === "words");
  if (words.length > 0) {
    const isEverything = words.length === values.length;
    throw refuseWords(table, { words, all, isEverything, hasLabels: labels !== undefined });
  }
  const truths = kinds.filter(({ kind }) => kind === "truths").map(({ at }) => at);
  return {
    values,
    truths: new Set(truths),
    remarks: truths.length === 0 ? [] : [
      `${truths.length === 1 ? "The column" : "The columns"} ${
        listNames(truths.map((at) => all[at]))
      } ${
        truths.length === 1 ? "holds" : "hold"
      } true or false (yes or no), which are read as 1 and 0`,
    ],
  };
}

/** The kind of most cells of a column in the first rows, and the first cell that is a word. */
function kindOf(
  { sample, decimal }: Table,
  at: number,
): { kind: "numbers" | "truths" | "words"; line: number; cell: string } {
  const cells = sample.map(({ line, cells }) => ({ line, cell: cells[at] ?? "" }))
    .filter(({ cell }) => !isMissing(cell));
  const isMost = (some: readonly unknown[]) => some.length > cells.length / 2;
  const truths = cells.filter(({ cell }) => !Number.isNaN(truthIn(cell)));
  if (isMost(truths)) return { kind: "truths", line: 0, cell: "" };
  const words = cells.filter(({ cell }) => isWord(cell, decimal));
  return isMost(words) ? { kind: "words", ...words[0] } : { kind: "numbers", line: 0, cell: "" };
}

/** The refusal of columns of words, with what could be done of them. */
function refuseWords(table: Table, { words, all, isEverything, hasLabels }: {
  words: readonly { at: number; line: number; cell: string }[];
  all: readonly string[];
  isEverything: boolean;
  hasLabels: boolean;
}): SyntaxError {
  const { names, format } = table;
  const [{ at, line, cell }] = words;
  const called = words.map(({ at }) => all[at]);
  const example = `${quoteCell(cell)} in row ${line}`;
  if (isEverything) {
    return tableError(
      table,
      `none of its columns holds numbers (${callColumn(names, at)} has ${example}), expected ` +
        (format === "CSV" ? "numbers with commas, semicolons or tabs between them" : "numbers"),
    );
  }
  if (words.length === 1) {
    return tableError(
      table,
      `${callColumn(names, at)} holds words (${example}), expected numbers; ${
        leaving(called)
      } leaves it out${hasLabels ? "" : `, --label-column '${called[0]}' takes it as the labels`}`,
    );
  }
  return tableError(
    table,
    `the columns ${listNames(called)} hold words (${example}), expected numbers; ${
      called.length > 12 ? "data.columns.leave with their names" : leaving(called)
    } leaves them out`,
  );
}
