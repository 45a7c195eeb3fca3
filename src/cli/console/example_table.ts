import type { Cell, Row, Table, TableColumn } from "../../io/tables/table.ts";

/** The rows that are made at a time. */
const PIECE = 256;

/** A table with a row of cells for each example, behind its id and its class where it has them. */
export function exampleTable(
  { count, ids, labels }: {
    count: number;
    ids?: readonly string[] | undefined;
    /** The names of the classes. */
    labels?: readonly string[] | undefined;
  },
  { columns, values }: {
    columns: readonly TableColumn[];
    /** The cells of an example, one for each column. */
    values(at: number): Iterable<Cell>;
  },
): Table {
  const words = Object.entries({ id: ids, label: labels })
    .flatMap(([name, words]) => words === undefined ? [] : [{ name, words }]);
  const rowOf = (at: number): Row => [...words.map(({ words }) => words[at]), ...values(at)];
  return {
    columns: [...words.map(({ name }) => ({ name, type: "text" as const })), ...columns],
    rows: pieces(count, rowOf),
  };
}

function* pieces(count: number, rowOf: (at: number) => Row): Generator<Row[], void> {
  for (let from = 0; from < count; from += PIECE) {
    yield Array.from({ length: Math.min(PIECE, count - from) }, (_, i) => rowOf(from + i));
  }
}
