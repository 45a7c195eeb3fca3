import { CsvParseStream } from "@std/csv";
import type { Examples } from "../examples/data_set.ts";
import { floatExamples } from "../examples/float_examples.ts";
import { indexLabels } from "../examples/index_labels.ts";
import { withLabels } from "../examples/with_labels.ts";

/** The text is handed to the parser in pieces of this many bytes, so that it is never held whole. */
const PIECE = 65_536;
const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i;
const NOT_FINITE = /^\s*(?:[-+]?(?:nan|inf|infinity))?\s*$/i;
const LABEL = /^\s*(?:label|class)\s*$/i;

/**
 * Reads comma-separated numbers, a row for each example of shape [D]; `name` is how errors call it.
 *
 * A first row without numbers, or with a cell `label` or `class`, names the columns; the column of
 * that name holds the labels. Blank lines are passed over. Throws a SyntaxError that names row and column for
 * a ragged row, a cell that is no number or text that is not CSV, and as `floatExamples` does.
 */
export async function readCsv(
  bytes: Uint8Array,
  name: string,
): Promise<{ examples: Examples; classes?: readonly string[] }> {
  const rows: Float32Array[] = [];
  const spelled: string[] = [];
  let header: string[] | undefined;
  let labelColumn = -1;
  let width = -1;
  let number = 0;
  for await (const cells of parse(bytes, name)) {
    number++;
    if (cells.length === 0) continue;
    if (width < 0) {
      width = cells.length;
      labelColumn = cells.findIndex((cell) => LABEL.test(cell));
      if (
        labelColumn >= 0 || cells.every((cell) => !NUMBER.test(cell) && !NOT_FINITE.test(cell))
      ) {
        header = cells;
        continue;
      }
    }
    if (cells.length !== width) {
      throw new SyntaxError(
        `Cannot read ${name} as CSV: row ${number} has ${cells.length} cells, expected ${width}`,
      );
    }
    const bad = cells.findIndex((cell, column) =>
      column !== labelColumn && !(NUMBER.test(cell) && Number.isFinite(Math.fround(Number(cell))))
    );
    if (bad >= 0) {
      throw new SyntaxError(
        `Cannot read ${name} as CSV: row ${number}, column ${header?.[bad] ?? bad + 1} holds "${
          cells[bad].slice(0, 40)
        }", expected a finite number`,
      );
    }
    if (labelColumn >= 0) spelled.push(...cells.splice(labelColumn, 1));
    rows.push(Float32Array.from(cells, Number));
  }
  const size = rows.length === 0 ? 1 : rows[0].length;
  const values = new Float32Array(rows.length * size);
  rows.forEach((row, i) => values.set(row, i * size));
  const examples = floatExamples(values, { shape: [size], name });
  if (labelColumn < 0) return { examples };
  const { labels, classes } = indexLabels(spelled);
  return { examples: withLabels(examples, labels, { name }), ...(classes && { classes }) };
}

async function* parse(bytes: Uint8Array, name: string): AsyncGenerator<string[]> {
  const text = new TextDecoder("utf-8", { fatal: true });
  function* pieces() {
    for (let from = 0; from < bytes.length; from += PIECE) {
      yield text.decode(bytes.subarray(from, from + PIECE), { stream: true });
    }
    yield text.decode();
  }
  const rows: ReadableStream<string[]> = ReadableStream.from(pieces())
    .pipeThrough(new CsvParseStream());
  const reader = rows.getReader();
  while (true) {
    let row: ReadableStreamReadResult<string[]>;
    try {
      row = await reader.read();
    } catch (error) {
      const why = error instanceof SyntaxError ? error.message : "it is not UTF-8 text";
      throw new SyntaxError(`Cannot read ${name} as CSV: ${why}`);
    }
    if (row.done) return;
    yield row.value;
  }
}
