import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import fc from "fast-check";
import { parquetMetadata } from "hyparquet";
import { readParquet } from "../../../src/data/mod.ts";
import { parquetColumns } from "../../../src/data/formats/parquet/parquet_columns.ts";
import { parquetPieces } from "../../../src/io/tables/parquet_pieces.ts";
import { shortNumber } from "../../../src/io/tables/short_number.ts";
import type { Cell, Row, Table, TableColumn } from "../../../src/io/tables/table.ts";
import { TABLE_ENDINGS, writeTable } from "../../../src/io/tables/write_table.ts";
import { inFolder } from "../../in_folder.ts";

const columns: readonly TableColumn[] = [
  { name: "id", type: "text" },
  { name: "error", type: "double" },
  { name: "flag", type: "int" },
  { name: "code_1", type: "float", within: { field: "code" } },
  { name: "code_2", type: "float", within: { field: "code" } },
  { name: "error of x", type: "double", within: { field: "columns", key: "x" } },
  { name: "error of __proto__", type: "double", within: { field: "columns", key: "__proto__" } },
];

const rows: readonly Row[] = [
  ["a\nb", 1 / 3, 1, Math.fround(0.0851), 2, 0.1, 4],
  ["c", Infinity, 0, -1.5, 0, Infinity, 5],
];

/** The values of a Parquet file by the names of its columns. */
async function valuesOf(bytes: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown[]>> {
  const { columns, read } = parquetColumns(bytes, "a");
  const entries = columns.map(async (column) => [column.name, [...await read(column)]]);
  return Object.fromEntries(await Promise.all(entries));
}

/** The bytes of a table as Parquet, piece by piece. */
const piecesOf = (table: Table) => Array.fromAsync(parquetPieces(table));

const joined = async (pieces: readonly Uint8Array[]) =>
  new Uint8Array(await new Blob(pieces.map((piece) => piece.slice())).arrayBuffer());

Deno.test("a table is written by the ending of its file, into folders that are made", () =>
  inFolder(async (directory) => {
    const write = async (name: string) => {
      const path = join(directory, "made/here", name);
      await writeTable(path, { columns, rows: [rows.slice(0, 1), rows.slice(1)] });
      return await Deno.readFile(path);
    };
    const text = async (name: string) => new TextDecoder().decode(await write(name));
    assertEquals(
      await text("a.csv"),
      "id,error,flag,code_1,code_2,error of x,error of __proto__\n" +
        '"a\nb",0.3333333333333333,1,0.0851,2,0.1,4\nc,inf,0,-1.5,0,inf,5\n',
    );
    assertEquals(
      await text("a.jsonl"),
      '{"id":"a\\nb","error":0.3333333333333333,"flag":1,"code":[0.0851,2],' +
        '"columns":{"x":0.1,"__proto__":4}}\n' +
        '{"id":"c","error":null,"flag":0,"code":[-1.5,0],"columns":{"x":null,"__proto__":5}}\n',
    );
    const file = await write("a.parquet");
    const parts = columns.map(({ name }, at) => [name, rows.map((row) => row[at])]);
    assertEquals(await valuesOf(file), Object.fromEntries(parts));
    assertEquals(
      parquetMetadata(file.buffer).schema.slice(1).map(({ type, repetition_type }) => [
        type,
        repetition_type,
      ]),
      ["BYTE_ARRAY", "DOUBLE", "INT32", "FLOAT", "FLOAT", "DOUBLE", "DOUBLE"]
        .map((type) => [type, "REQUIRED"]),
    );
    assertEquals(TABLE_ENDINGS, [".csv", ".parquet", ".jsonl"]);
    await assertRejects(
      () => writeTable(join(directory, "a.txt"), { columns, rows: [] }),
      TypeError,
      "a.txt as a table: expected a name that ends in .csv or .parquet or .jsonl",
    );
  }));

Deno.test("cells are quoted where they must be, and numbers have the digits that they stand for", () =>
  inFolder(async (directory) => {
    const out = join(directory, "cells.csv");
    await writeTable(out, {
      columns: [
        { name: "a,b", type: "text" },
        { name: 'say "x"', type: "float" },
        { name: " c", type: "float" },
      ],
      rows: [[["two\nlines", Math.fround(0.0851), 2 / 3]]],
    });
    assertEquals(
      await Deno.readTextFile(out),
      '"a,b","say ""x"""," c"\n"two\nlines",0.0851,0.6666667\n',
    );
    assertEquals([1231597, 0, -1e-7, Math.fround(516766.4)].map(shortNumber), [
      1231597,
      0,
      -1e-7,
      516766.4,
    ]);
  }));

Deno.test("later columns of one name are numbered", () =>
  inFolder(async (directory) => {
    const out = join(directory, "a.csv");
    const names = ["x", "x (2)", "x", "x"];
    await writeTable(out, {
      columns: names.map((name) => ({ name, type: "int" })),
      rows: [[[1, 2, 3, 4]]],
    });
    assertEquals(await Deno.readTextFile(out), "x,x (2),x (3),x (4)\n1,2,3,4\n");
  }));

Deno.test("rows that end in an error leave the old file as it was, of every ending", () =>
  inFolder(async (directory) => {
    async function* broken() {
      yield rows;
      await Promise.reject(new Error("no more"));
    }
    for (const ending of TABLE_ENDINGS) {
      const path = join(directory, `a${ending}`);
      await Deno.writeTextFile(path, "old");
      await assertRejects(() => writeTable(path, { columns, rows: broken() }), Error, "no more");
      assertEquals(await Deno.readTextFile(path), "old");
    }
    assertEquals([...Deno.readDirSync(directory)].length, TABLE_ENDINGS.length);
  }));

Deno.test("a Parquet file is read as the table that it was written from", async () => {
  const table: Table = {
    columns: [
      { name: "id", type: "text" },
      { name: "label", type: "text" },
      { name: "x", type: "float" },
      { name: "y", type: "float" },
    ],
    rows: [[["r1", "cat", 0.5, -2], ["r2", "dog", 1, 3.25]], [["r3", "cat", 1e-30, 7]]],
  };
  const { examples, classes, columns } = await readParquet(
    await joined(await piecesOf(table)),
    "a",
  );
  assertEquals([columns, classes], [["x", "y"], ["cat", "dog"]]);
  assertEquals(examples, {
    shape: [2],
    count: 3,
    values: Float32Array.of(0.5, -2, 1, 3.25, 1e-30, 7),
    ids: ["r1", "r2", "r3"],
    labels: Int32Array.of(0, 1, 0),
  });
});

Deno.test("any table comes back from Parquet to the bit, and none is too small", async () => {
  const cells: Record<TableColumn["type"], fc.Arbitrary<Cell>> = {
    text: fc.string({ unit: "grapheme" }),
    float: fc.float(),
    double: fc.double(),
    int: fc.integer(),
    truth: fc.boolean(),
  };
  const types = fc.array(fc.constantFrom(...Object.keys(cells) as TableColumn["type"][]), {
    minLength: 1,
    maxLength: 6,
  });
  const tables = types.chain((types) =>
    fc.record({
      types: fc.constant(types),
      pieces: fc.array(fc.array(fc.tuple(...types.map((type) => cells[type])))),
    })
  );
  const property = fc.asyncProperty(tables, async ({ types, pieces }) => {
    const columns = types.map((type, at) => ({ name: `${type} ${at}`, type }));
    const file = await joined(await piecesOf({ columns, rows: pieces }));
    const expected = columns.map(({ name }, at) => [name, pieces.flat().map((row) => row[at])]);
    // -0 and 0 are told apart.
    assertEquals(await valuesOf(file), Object.fromEntries(expected));
  });
  await fc.assert(property, { seed: 11, numRuns: 150 });
});

Deno.test("groups of a Parquet file are bounded, and leave as soon as they are whole", async () => {
  const rowsOf = function* (count: number, width: number) {
    for (let at = 0; at < count; at++) yield [Array.from({ length: width }, () => at)];
  };
  const groupsOf = async (count: number, width: number) => {
    const columns = Array.from({ length: width }, (_, i): TableColumn => ({
      name: `${i}`,
      type: "int",
    }));
    const pieces = await piecesOf({ columns, rows: rowsOf(count, width) });
    const file = await joined(pieces);
    const groups = parquetMetadata(file.buffer).row_groups.map(({ num_rows }) => Number(num_rows));
    // One piece for each group, and one for the end of the file.
    assertEquals(pieces.length, groups.length + 1);
    const { [`${width - 1}`]: last } = await valuesOf(file);
    assertEquals(last, [...Array(count).keys()]);
    return groups;
  };
  assertEquals(await groupsOf(2 ** 16 + 3, 1), [2 ** 16, 3]);
  assertEquals(await groupsOf(2049, 2048), [2048, 1]);
});
