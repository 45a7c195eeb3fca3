import type { Table } from "./table.ts";
import { callColumn, leaving, quoteCell } from "./table_error.ts";

/** The column of the ids, counted from 0, and what there is to say of it. */
export interface IdChoice {
  readonly at?: number;
  readonly remark?: string;
}

/** The names of a column that tells the rows apart; the first may also have none. */
const USUAL_NAME = /^(?:unnamed: 0|__index_level_0__|index|row|(?:.*[\s_.-])?id)$/i;

/** The same in one word: `PassengerId`, `rowID`. */
const USUAL_END = /[a-z]I[dD]$/;

/**
 * Finds the column that numbers or names the rows, which is no data: the first without a name, or
 * one called Unnamed: 0, __index_level_0__, index, row, id or something that ends so, whose cells are whole numbers or words, no two alike.
 *
 * A column that is taken or left by the options, holds the labels, or is all that there is, is none.
 */
export function chooseIds(
  table: Table,
  { header, labels }: { header: readonly string[]; labels: number | undefined },
): IdChoice {
  const { names, options: { columns } } = table;
  if (names === undefined) return {};
  const at = header.findIndex((cell, at) =>
    USUAL_NAME.test(cell.trim()) || USUAL_END.test(cell.trim()) || (at === 0 && cell.trim() === "")
  );
  const listed = columns && ("take" in columns ? columns.take : columns.leave);
  if (at < 0 || at === labels || listed?.includes(names[at])) return {};
  if (table.width === (labels === undefined ? 1 : 2)) return {};
  const { count, hasMissing, hasText, isWhole, isDistinct } = table.survey(at);
  if (count === 0) return {};
  const called = header[at].trim() === ""
    ? "The first column, which has no name,"
    : `The ${callColumn(names, at)}`;
  if (isDistinct && !hasMissing && (hasText || isWhole)) {
    return {
      at,
      remark: `${called} ${hasText ? "names" : "numbers"} the rows and is left out${
        hasText ? "" : `; data.columns.take with ${quoteCell(names[at])} in its list takes it`
      }`,
    };
  }
  if (hasText) return {};
  return {
    remark: `${called} is read as values, as it does not number the rows; ` +
      `${leaving([names[at]])} leaves it out`,
  };
}
