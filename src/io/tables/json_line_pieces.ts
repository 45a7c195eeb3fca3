import { shortNumber } from "./short_number.ts";
import type { Row, Table, TableColumn } from "./table.ts";

/** A table as lines of JSON, an object for each row. A number that is not finite is null. */
export async function* jsonLinePieces({ columns, rows }: Table): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder(), fields = fieldsOf(columns);
  for await (const some of rows) {
    const lines = some.map((row) => JSON.stringify(recordOf(row, columns, fields)) + "\n");
    yield encoder.encode(lines.join(""));
  }
}

/** The columns of each field, by their places. */
function fieldsOf(columns: readonly TableColumn[]): Map<string, number[]> {
  const fields = new Map<string, number[]>();
  for (const [at, { name, within }] of columns.entries()) {
    const field = within?.field ?? name;
    fields.set(field, [...fields.get(field) ?? [], at]);
  }
  return fields;
}

function recordOf(
  row: Row,
  columns: readonly TableColumn[],
  fields: ReadonlyMap<string, readonly number[]>,
): unknown {
  const value = (at: number) =>
    columns[at].type === "float" ? shortNumber(row[at] as number) : row[at];
  return Object.fromEntries(
    Array.from(fields, ([field, places]) => {
      const { within } = columns[places[0]];
      if (within === undefined) return [field, value(places[0])];
      if (within.key === undefined) return [field, places.map(value)];
      const entries = places.map((at) => [columns[at].within?.key, value(at)]);
      return [field, Object.fromEntries(entries)];
    }),
  );
}
