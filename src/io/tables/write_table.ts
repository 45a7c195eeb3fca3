import { atomicWritePieces } from "../files/atomic_write.ts";
import { makeFolderOf } from "../files/make_folder_of.ts";
import { csvPieces } from "./csv_pieces.ts";
import { jsonLinePieces } from "./json_line_pieces.ts";
import { parquetPieces } from "./parquet_pieces.ts";
import type { Table, TableColumn } from "./table.ts";

/** The bytes of a table, by the ending of the file that they make. */
const WRITERS: Readonly<Record<string, (table: Table) => AsyncIterable<Uint8Array>>> = {
  ".csv": csvPieces,
  ".parquet": parquetPieces,
  ".jsonl": jsonLinePieces,
};

/** The endings of the files that tables are written to. */
export const TABLE_ENDINGS: readonly string[] = Object.keys(WRITERS);

/**
 * Writes a table as the ending of its path says, so that a reader finds the old file or the whole new
 * one; folders of the path are made. Of columns of one name, the later ones are numbered.
 *
 * Throws a TypeError for another ending than those of `TABLE_ENDINGS`, and an Error that names the file
 * where it cannot be written.
 */
export async function writeTable(path: string, { columns, rows }: Table): Promise<void> {
  const ending = TABLE_ENDINGS.find((ending) => path.endsWith(ending));
  if (ending === undefined) {
    throw new TypeError(
      `Cannot write ${path} as a table: expected a name that ends in ${TABLE_ENDINGS.join(" or ")}`,
    );
  }
  await makeFolderOf(path);
  await atomicWritePieces(path, WRITERS[ending]({ columns: apart(columns), rows }));
}

/** Columns of which no two have one name. */
function apart(columns: readonly TableColumn[]): TableColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let { name } = column;
    for (let n = 2; taken.has(name); n++) name = `${column.name} (${n})`;
    taken.add(name);
    return { ...column, name };
  });
}
