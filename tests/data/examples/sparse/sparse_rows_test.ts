import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  fillSparseRow,
  joinSparseRows,
  mapSparseRows,
  sparseRow,
  type SparseRows,
  sparseRowsBuilder,
  takeSparseRows,
} from "../../../../src/data/examples/sparse/sparse_rows.ts";

const WIDTH = 6;
const tables = fc.array(
  fc.array(fc.constantFrom(0, 0, 0, 1, 2, -3), { minLength: WIDTH, maxLength: WIDTH }),
  { maxLength: 8 },
);

function sparse(rows: readonly number[][]): SparseRows {
  const builder = sparseRowsBuilder(rows.length);
  for (const row of rows) {
    const columns = [...row.keys()].filter((column) => row[column] !== 0);
    builder.add(columns, columns.map((column) => row[column]));
  }
  return builder.rows();
}

function dense(rows: SparseRows): number[][] {
  return Array.from({ length: rows.starts.length - 1 }, (_, row) => {
    const values = new Float32Array(WIDTH).fill(7);
    fillSparseRow(rows, row, values);
    return [...values];
  });
}

Deno.test("rows come out as they went in, however many entries there are", () => {
  fc.assert(fc.property(tables, (rows) => assertEquals(dense(sparse(rows)), rows)));
  const long = Array.from({ length: 900 }, (_, row) => [row + 1, 2, 3, 4, 5, 6]);
  assertEquals(dense(sparse(long)), long);
});

Deno.test("rows are taken in any order, joined, and changed entry by entry", () => {
  fc.assert(fc.property(tables, (rows) => {
    const order = [...rows.keys(), ...rows.keys()].reverse();
    assertEquals(dense(takeSparseRows(sparse(rows), order)), order.map((row) => rows[row]));
    const joined = joinSparseRows([sparse(rows), sparse([]), sparse(rows)]);
    assertEquals(dense(joined), [...rows, ...rows]);
    const tens = mapSparseRows(sparse(rows), (entry, row) => 10 * entry + row);
    assertEquals(
      dense(tens),
      rows.map((values, row) => values.map((value) => value === 0 ? 0 : 10 * value + row)),
    );
  }));
});

Deno.test("the entries of a row are views", () => {
  const rows = sparse([[0, 1, 0, 0, 0, 2], [0, 0, 3, 0, 0, 0]]);
  const { columns, entries } = sparseRow(rows, 1);
  assertEquals([[...columns], [...entries]], [[2], [3]]);
  assertEquals(entries.buffer, rows.entries.buffer);
});
