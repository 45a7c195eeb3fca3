import type { ColumnEncoding } from "../../examples/column_encoding.ts";
import { isMissing, isWord, truthIn } from "./cells.ts";
import { dateParts } from "./date_cells.ts";
import { dateEncoding } from "./date_encoding.ts";
import { surveyWords } from "./survey_words.ts";
import type { Table } from "./table.ts";
import {
  callColumn,
  leaving,
  listNames,
  nameColumn,
  quoteCell,
  tableError,
} from "./table_error.ts";

/** A column of values. */
export interface ValueColumn {
  /** Its number, counted from 0. */
  readonly at: number;
  /** Absent of numbers. */
  readonly encoding?: ColumnEncoding;
}

/** Columns of values, and what there is to say of them. */
export interface EncodingChoice {
  readonly columns: readonly ValueColumn[];
  readonly remarks: readonly string[];
}

/** The most words that become a value each unless the options say otherwise. */
const MOST_WORDS = 20;

/**
 * Chooses the way from cells to values of each column: that of the options, or else by what most of
 * the first rows hold: numbers, true or false, dates or words.
 *
 * Throws a SyntaxError for columns of more words than become a value each, and as `dateEncoding`.
 */
export function chooseEncodings(
  table: Table,
  { values, labels }: { values: readonly number[]; labels: number | undefined },
): EncodingChoice {
  const { options: { encodings } } = table;
  if (encodings) {
    const known = new Map(
      encodings.filter(({ kind }) => kind !== "missing").map((each) => [each.name, each]),
    );
    const columns = values.map((at) => {
      const encoding = known.get(nameColumn(table.names, at));
      return { at, ...(encoding && { encoding }) };
    });
    return { columns, remarks: [] };
  }
  const kinds = new Map(values.map((at) => [at, kindOf(table, at)]));
  const ofKind = (kind: Kind) => values.filter((at) => kinds.get(at) === kind);
  const words = encodeWords(table, {
    columns: ofKind("words"),
    isEverything: ofKind("words").length === values.length,
    hasLabels: labels !== undefined,
  });
  const dates = ofKind("dates").map((at) => ({ at, encoding: dateEncoding(table, at) }));
  const truths = ofKind("truths").map((at) => ({
    at,
    encoding: { name: nameColumn(table.names, at), kind: "truth" } as const,
  }));
  const found = new Map<number, ValueColumn>(
    [...words, ...dates, ...truths].map((each) => [each.at, each]),
  );
  return {
    columns: values.map((at) => found.get(at) ?? { at }),
    remarks: [
      ...onTruths(truths.map(({ encoding }) => encoding.name)),
      ...dates.map(({ encoding }) => onDates(encoding)),
      ...words.map(({ encoding }) => onWords(encoding, { hasLabels: labels !== undefined })),
    ],
  };
}

type Kind = "numbers" | "truths" | "dates" | "words";

/** The kind of most cells of a column in the first rows. */
function kindOf({ sample, decimal }: Table, at: number): Kind {
  const cells = sample.map(({ cells }) => cells[at] ?? "").filter((cell) => !isMissing(cell));
  const isMost = (fits: (cell: string) => boolean) => cells.filter(fits).length > cells.length / 2;
  if (isMost((cell) => !Number.isNaN(truthIn(cell)))) return "truths";
  if (isMost((cell) => dateParts(cell) !== undefined)) return "dates";
  return isMost((cell) => isWord(cell, decimal)) ? "words" : "numbers";
}

/** The columns of words with a value for each; refuses those of too many. */
function encodeWords(table: Table, { columns, isEverything, hasLabels }: {
  columns: readonly number[];
  isEverything: boolean;
  hasLabels: boolean;
}) {
  if (columns.length === 0) return [];
  const { options: { maxCategories } } = table;
  const most = maxCategories ?? MOST_WORDS;
  const surveys = surveyWords(table, columns, most);
  const tooMany = surveys.filter(({ words, count }) =>
    words.length > most || (maxCategories === undefined && words.length > count / 2)
  );
  if (tooMany.length === 0) {
    return surveys.map(({ at, words }) => ({
      at,
      encoding: { name: nameColumn(table.names, at), kind: "words", words } as const,
    }));
  }
  const [{ at, first }] = tooMany, example = `${quoteCell(first.cell)} in row ${first.line}`;
  if (isEverything && maxCategories === undefined) {
    throw tableError(
      table,
      `none of its columns holds numbers (${
        callColumn(table.names, at)
      } has ${example}), expected ` +
        (table.format === "CSV"
          ? "numbers with commas, semicolons or tabs between them"
          : "numbers"),
    );
  }
  const called = tooMany.map(({ at }) => table.names?.[at] ?? `${at + 1}`);
  const counted = (words: readonly string[]) =>
    words.length > most ? `more than ${most}` : `${words.length}`;
  if (tooMany.length > 1) {
    throw tableError(
      table,
      `the columns ${listNames(called)} hold words (${example}), too many different ones for a ` +
        `value each; ${
          called.length > 12 ? "data.columns.leave with their names" : leaving(called)
        } leaves them out`,
    );
  }
  const [{ words, count }] = tooMany;
  throw tableError(
    table,
    `${callColumn(table.names, at)} holds ${counted(words)} different words in ${count} rows ` +
      `(${example}), too many for a value each; ${leaving(called)} leaves it out, ` +
      `data.maxCategories takes more${
        hasLabels ? "" : `, --label-column '${called[0]}' takes it as the labels`
      }`,
  );
}

function onTruths(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const isOne = names.length === 1;
  return [
    `${isOne ? "The column" : "The columns"} ${listNames(names)} ${
      isOne ? "holds" : "hold"
    } true or false (yes or no), which are read as 1 and 0`,
  ];
}

function onDates({ name, since, order }: Extract<ColumnEncoding, { kind: "date" }>): string {
  const how = order === undefined
    ? ""
    : ` with the ${order === "day-first" ? "day before the month" : "month before the day"},`;
  return `The column ${quoteCell(name)} holds dates,${how} which are read as days since ${since}; ${
    leaving([name])
  } leaves it out`;
}

function onWords(
  { name, words }: Extract<ColumnEncoding, { kind: "words" }>,
  { hasLabels }: { hasLabels: boolean },
): string {
  return `The column ${quoteCell(name)} holds words and is read as ${
    words.length === 1 ? "1 value" : `${words.length} values, one for each word`
  } (${listNames(words)}); ${leaving([name])} leaves it out${
    hasLabels ? "" : `, --label-column '${name}' takes it as the labels`
  }`;
}
