import type { Examples } from "../../examples/data_set.ts";
import { floatExamples } from "../../examples/float_examples.ts";
import { indexLabels } from "../../examples/index_labels.ts";
import { withLabels } from "../../examples/with_labels.ts";
import { canonicalLabel, type Decimal, isMissing, isNoLabel, numberIn, truthIn } from "./cells.ts";
import { createRowBuffer } from "./row_buffer.ts";
import type { Table } from "./table.ts";
import { checkWidth, refuseCell } from "./refuse_cell.ts";
import { callColumn, quoteCell, tableError } from "./table_error.ts";
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
  /** Ends the reading: what is thrown is its reason. */
  readonly signal: AbortSignal | undefined;
}

/** The examples of the rows of a table, and what there is to say of them. */
export interface ReadRows {
  readonly examples: Examples;
  readonly classes?: readonly string[];
  readonly remarks: readonly string[];
}

/** After so many rows the event loop turns, as no interrupt is heard without. */
const ROWS_OF_A_TURN = 16_384;

/** The way out of empty cells. */
const DROP = "--set data.missing=drop leaves out such rows, data.missing=mean fills such cells";

/**
 * Reads the rows of a table whose columns are known.
 *
 * Throws a SyntaxError that names row and column for a ragged row and for a cell that is no number,
 * or is empty unless the options drop its row, the reason of a signal that is aborted, and as
 * `floatExamples` does.
 */
export async function readRows(rows: Iterable<TableRow>, roles: ColumnRoles): Promise<ReadRows> {
  const { table, values: columns, truths, labels, ids } = roles;
  const { name, decimal, options } = table;
  const buffer = createRowBuffer(columns.length);
  const spelled: string[] = [];
  const names: string[] = [];
  const spell = createSpelling(decimal);
  const dropped: number[] = [];
  const row = new Float32Array(columns.length);
  const isTruth = columns.map((at) => truths.has(at));
  let read = 0;
  for (const { line, cells } of rows) {
    if (read++ % ROWS_OF_A_TURN === 0) await turn(roles.signal);
    checkWidth(cells, { line, table, expected: roles.cells });
    let missing: string | undefined;
    for (let i = 0; i < columns.length; i++) {
      const cell = cells[columns[i]];
      const value = isTruth[i] ? truthIn(cell) : numberIn(cell, decimal);
      if (!Number.isFinite(value)) {
        if (!isMissing(cell)) throw refuseCell(cell, { line, at: columns[i], roles });
        if (options.missing !== "keep") {
          missing ??= cell.trim() === ""
            ? `row ${line}, ${callColumn(table.names, columns[i])} is empty`
            : `row ${line}, ${callColumn(table.names, columns[i])} holds ${
              quoteCell(cell)
            }, no value`;
        }
      }
      row[i] = value;
    }
    if (labels.at !== undefined && isNoLabel(cells[labels.at])) {
      missing ??= `row ${line} has no label in ${callColumn(table.names, labels.at)}`;
    }
    if (missing !== undefined) {
      if (options.missing !== "drop" && options.missing !== "keep") {
        throw tableError(table, `${missing}; ${DROP}`);
      }
      dropped.push(line);
      continue;
    }
    buffer.push(row);
    if (labels.at !== undefined) spelled.push(spell(cells[labels.at]));
    if (ids !== undefined) names.push(copyOf(cells[ids].trim()));
  }
  if (buffer.count === 0 && dropped.length > 0) {
    throw new RangeError(
      `Cannot use ${name}: each of its ${dropped.length} rows has an empty cell; ` +
        `data.columns.leave would leave out the columns that have them`,
    );
  }
  const values = buffer.joined();
  const plain = floatExamples(values, {
    shape: [columns.length],
    name,
    hasGaps: options.missing === "keep",
  });
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

/** Lets the event loop turn by a timer: the runtime looks for signals where it has to wait for one. */
async function turn(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  signal?.throwIfAborted();
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
