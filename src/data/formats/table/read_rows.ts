import type { DenseExamples } from "../../examples/data_set.ts";
import { floatExamples } from "../../examples/float_examples.ts";
import { indexLabels } from "../../examples/index_labels.ts";
import { withLabels } from "../../examples/with_labels.ts";
import { takeColumns } from "../../examples/take_columns.ts";
import { canonicalLabel, type Decimal, isNoLabel } from "./cells.ts";
import type { ValueColumn } from "./choose_encodings.ts";
import { cellEncoder } from "./encode_cell.ts";
import { createRowBuffer } from "./row_buffer.ts";
import type { Table } from "./table.ts";
import { checkWidth, refuseCell } from "./refuse_cell.ts";
import { callColumn, nameColumn, quoteCell, tableError } from "./table_error.ts";
import { onCounting, onDropped, onLabels } from "./table_remarks.ts";
import type { TableRow } from "./table_rows.ts";

/** The columns of a table, counted from 0, and what they hold. */
export interface ColumnRoles {
  readonly table: Table;
  /** The cells that each row has, those at the end that are empty among them. */
  readonly cells: number;
  readonly values: readonly ValueColumn[];
  readonly labels: { readonly at?: number; readonly isGuess: boolean };
  readonly ids: number | undefined;
  /** Ends the reading: what is thrown is its reason. */
  readonly signal: AbortSignal | undefined;
}

/** The examples of the rows of a table, and what there is to say of them. */
export interface ReadRows {
  readonly examples: DenseExamples;
  readonly classes?: readonly string[];
  /** The columns whose empty cells are marked, by values behind the others. */
  readonly gaps: readonly number[];
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
  const { table, values: columns, labels, ids } = roles;
  const { name, decimal, options } = table;
  const encoders = columns.map(({ encoding }) => cellEncoder(encoding, decimal));
  const marked = markedColumns(roles);
  const width = encoders.reduce((sum, { size }) => sum + size, 0);
  const row = new Float32Array(width + marked.length);
  const buffer = createRowBuffer(row.length);
  const spelled: string[] = [];
  const names: string[] = [];
  const spell = createSpelling(decimal);
  const dropped: number[] = [];
  let read = 0;
  for (const { line, cells } of rows) {
    if (read++ % ROWS_OF_A_TURN === 0) await turn(roles.signal);
    checkWidth(cells, { line, table, expected: roles.cells });
    let missing: string | undefined, from = 0;
    for (let i = 0; i < columns.length; i++) {
      const { size, encode, isMissing } = encoders[i], { at } = columns[i], cell = cells[at];
      if (!encode(cell, row, from)) {
        if (!isMissing(cell)) throw refuseCell(cell, { line, column: columns[i], roles });
        if (options.missing !== "keep") missing ??= callGap(table, { line, at, cell });
      }
      from += size;
    }
    for (const at of marked) {
      const { isMissing } = encoders[at];
      row[from++] = isMissing(cells[columns[at].at]) ? 1 : 0;
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
  const { examples: plain, gaps } = withMarks(
    floatExamples(buffer.joined(), {
      shape: [row.length],
      name,
      hasGaps: options.missing === "keep",
    }),
    { width, marked, isKnown: options.encodings !== undefined },
  );
  const examples = ids === undefined ? plain : { ...plain, ids: names };
  const remarks = [...onDropped(dropped, buffer.count), ...onCounting(plain, { table, columns })];
  const found = { gaps: gaps.map((at) => columns[at].at), remarks };
  if (labels.at === undefined) return { examples, ...found };
  const { labels: indices, classes } = indexLabels(spelled);
  return {
    examples: withLabels(examples, indices, { name }),
    ...(classes && { classes }),
    ...found,
    remarks: labels.isGuess
      ? [onLabels(table, { at: labels.at, spelled: new Set(spelled) }), ...remarks]
      : remarks,
  };
}

/** A cell without a value, in words. */
function callGap({ names }: Table, { line, at, cell }: { line: number; at: number; cell: string }) {
  const place = `row ${line}, ${callColumn(names, at)}`;
  return cell.trim() === "" ? `${place} is empty` : `${place} holds ${quoteCell(cell)}, no value`;
}

/** The places among the columns of those whose empty cells are marked, or may have to be. */
function markedColumns({ table: { names, options }, values }: ColumnRoles): readonly number[] {
  const { encodings, missingIndicator } = options, places = values.map((_, i) => i);
  if (!encodings) return missingIndicator ? places : [];
  const wanted = new Set(
    encodings.filter(({ kind }) => kind === "missing").map(({ name }) => name),
  );
  return places.filter((i) => wanted.has(nameColumn(names, values[i].at)));
}

/** Examples without the marks of columns that have no empty cells, unless it is known that they count. */
function withMarks(
  examples: DenseExamples,
  { width, marked, isKnown }: { width: number; marked: readonly number[]; isKnown: boolean },
): { examples: DenseExamples; gaps: readonly number[] } {
  if (isKnown || marked.length === 0) return { examples, gaps: marked };
  const { values } = examples, size = width + marked.length;
  const isUsed = marked.map((_, mark) => {
    for (let at = width + mark; at < values.length; at += size) if (values[at] === 1) return true;
    return false;
  });
  const kept = Array.from({ length: size }, (_, at) => at)
    .filter((at) => at < width || isUsed[at - width]);
  return { examples: takeColumns(examples, kept), gaps: marked.filter((_, mark) => isUsed[mark]) };
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
