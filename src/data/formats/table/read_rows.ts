import type { Examples } from "../../examples/data_set.ts";
import { floatExamples } from "../../examples/float_examples.ts";
import { indexLabels } from "../../examples/index_labels.ts";
import { withLabels } from "../../examples/with_labels.ts";
import {
  canonicalLabel,
  type Decimal,
  expectedFor,
  isMissing,
  isNoLabel,
  numberIn,
  truthIn,
} from "./cells.ts";
import { createRowBuffer } from "./row_buffer.ts";
import type { Table } from "./table.ts";
import { callColumn, leaving, quoteCell, tableError } from "./table_error.ts";
import { onCounting, onDropped, onLabels } from "./table_remarks.ts";
import type { TableRow } from "./table_rows.ts";

/** The columns of a table, counted from 0, and what they hold. */
export interface ColumnRoles {
  readonly table: Table;
  /** The cells that each row has, those at the end that are empty among them. */
  readonly cells: number;
  readonly values: readonly number[];
  /** Those of the values that hold true or false. */
  readonly truths: ReadonlySet<number>;
  readonly labels: { readonly at?: number; readonly isGuess: boolean };
  readonly ids: number | undefined;
}

/** The examples of the rows of a table, and what there is to say of them. */
export interface ReadRows {
  readonly examples: Examples;
  readonly classes?: readonly string[];
  readonly remarks: readonly string[];
}

/** The way out of empty cells. */
const DROP = "--set data.missing=drop leaves out such rows";

/**
 * Reads the rows of a table whose columns are known.
 *
 * Throws a SyntaxError that names row and column for a ragged row and for a cell that is no number,
 * or is empty unless the options drop its row, and as `floatExamples` does.
 */
export function readRows(rows: Iterable<TableRow>, roles: ColumnRoles): ReadRows {
  const { table, values: columns, truths, labels, ids } = roles;
  const { name, decimal, options } = table;
  const buffer = createRowBuffer(columns.length);
  const spelled: string[] = [];
  const names: string[] = [];
  const spell = createSpelling(decimal);
  const dropped: number[] = [];
  const row = new Float32Array(columns.length);
  const isTruth = columns.map((at) => truths.has(at));
  for (const { line, cells } of rows) {
    checkWidth(cells, { line, roles });
    let missing: string | undefined;
    for (let i = 0; i < columns.length; i++) {
      const cell = cells[columns[i]];
      const value = isTruth[i] ? truthIn(cell) : numberIn(cell, decimal);
      if (!Number.isFinite(value)) {
        if (!isMissing(cell)) throw refuseCell(table, { line, at: columns[i], cell, roles });
        missing ??= cell.trim() === ""
          ? `row ${line}, ${callColumn(table.names, columns[i])} is empty`
          : `row ${line}, ${callColumn(table.names, columns[i])} holds ${
            quoteCell(cell)
          }, no value`;
      }
      row[i] = value;
    }
    if (labels.at !== undefined && isNoLabel(cells[labels.at])) {
      missing ??= `row ${line} has no label in ${callColumn(table.names, labels.at)}`;
    }
    if (missing !== undefined) {
      if (options.missing !== "drop") throw tableError(name, `${missing}; ${DROP}`);
      dropped.push(line);
      continue;
    }
    buffer.push(row);
    if (labels.at !== undefined) spelled.push(spell(cells[labels.at]));
    if (ids !== undefined) names.push(copyOf(cells[ids].trim()));
  }
  if (buffer.count === 0 && dropped.length > 0) {
    throw new RangeError(
      `Cannot use ${name}: each of its ${dropped.length} rows has an empty cell, ` +
        `data.columns.leave would leave out the columns that have them`,
    );
  }
  const values = buffer.joined();
  const plain = floatExamples(values, { shape: [columns.length], name });
  const examples = ids === undefined ? plain : { ...plain, ids: names };
  const remarks = [...onDropped(dropped, buffer.count), ...onCounting(values, { table, columns })];
  if (labels.at === undefined) return { examples, remarks };
  const { labels: indices, classes } = indexLabels(spelled);
  return {
    examples: withLabels(examples, indices, { name }),
    ...(classes && { classes }),
    remarks: labels.isGuess
      ? [onLabels(table, { at: labels.at, spelled: new Set(spelled) }), ...remarks]
      : remarks,
  };
}

/** A function that gives labels in one spelling, and holds each once however many rows have it. */
function createSpelling(decimal: Decimal): (cell: string) => string {
  const known = new Map<string, string>();
  return (cell) => {
    const label = known.get(cell);
    if (label !== undefined) return label;
    const own = copyOf(cell), spelled = canonicalLabel(own, decimal);
    known.set(own, spelled);
    return spelled;
  };
}

/** A text of its own: one that was cut out of the text of a file would keep all of that. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}

function checkWidth(
  cells: readonly string[],
  { line, roles: { table: { name, width, names }, cells: expected } }: {
    line: number;
    roles: ColumnRoles;
  },
): void {
  if (cells.length !== expected) {
    throw tableError(name, `row ${line} has ${cells.length} cells, expected ${expected}`);
  }
  for (let at = width; at < expected; at++) {
    if (cells[at].trim() === "") continue;
    const what = `row ${line}, column ${at + 1} holds ${quoteCell(cells[at])}`;
    throw tableError(
      name,
      `${what}, expected an empty cell as ${names ? "the header and " : ""}the first rows have one`,
    );
  }
}

/** The refusal of a cell that is not empty and no number. */
function refuseCell(table: Table, { line, at, cell, roles }: {
  line: number;
  at: number;
  cell: string;
  roles: ColumnRoles;
}): SyntaxError {
  const expected = roles.truths.has(at)
    ? "true or false as the first rows have"
    : expectedFor(cell, table.decimal);
  const what = `row ${line}, ${callColumn(table.names, at)} holds ${quoteCell(cell)}`;
  const wayOut = `; ${leaving([table.names?.[at] ?? `${at + 1}`])} leaves the column out`;
  return tableError(
    table.name,
    `${what}, expected ${expected}${roles.values.length > 1 ? wayOut : ""}`,
  );
}
