import type { Cell, Table, TableColumn } from "./table.ts";

/** The most rows of a group, and about the most values: a group is in memory as a whole. */
const GROUP_ROWS = 2 ** 16, GROUP_VALUES = 2 ** 22;

/** The types of columns, as Parquet calls them. */
const TYPES = {
  text: "STRING",
  float: "FLOAT",
  double: "DOUBLE",
  int: "INT32",
  truth: "BOOLEAN",
} as const;

type Cells = (string | boolean)[] | Int32Array | Float32Array | Float64Array;

/**
 * A table as a Parquet file, in groups of at most 65,536 rows and about 4 million values.
 *
 * A group is gathered column by column before it is encoded, and what the end of the file says of the
 * groups is kept until there; nothing else of the table is in memory.
 */
export async function* parquetPieces({ columns, rows }: Table): AsyncGenerator<Uint8Array, void> {
  // Loaded by those alone who write such a file.
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import("hyparquet-writer");
  const bytes = new ByteWriter();
  const types = columns.map(({ name, type }) => ({ name, type: TYPES[type], nullable: false }));
  const file = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData: types.map((type) => ({ ...type, data: [] })) }),
  });
  const most = Math.max(1, Math.min(GROUP_ROWS, Math.floor(GROUP_VALUES / columns.length)));
  const cells = columns.map(({ type }) => cellsOf(type, most));
  let count = 0;
  const drain = () => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  const writeGroup = () => {
    file.write({
      columnData: columns.map(({ name, type }, at) => ({
        name,
        data: cells[at].slice(0, count),
        // A dictionary of numbers would take 0 and -0 for one.
        ...(type !== "text" && { encoding: "PLAIN" }),
      })),
      rowGroupSize: count,
    });
    count = 0;
    return drain();
  };
  for await (const some of rows) {
    for (const row of some) {
      for (const [at, cell] of row.entries()) (cells[at] as Cell[])[count] = cell;
      if (++count === most) yield writeGroup();
    }
  }
  if (count > 0) yield writeGroup();
  file.finish();
  yield drain();
}

/** Room for the cells of a column of a group. */
function cellsOf(type: TableColumn["type"], count: number): Cells {
  if (type === "text" || type === "truth") return [];
  if (type === "int") return new Int32Array(count);
  return type === "float" ? new Float32Array(count) : new Float64Array(count);
}
