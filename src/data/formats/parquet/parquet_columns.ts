import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadata,
  parquetRead,
  parquetSchema,
} from "hyparquet";
import { callColumn, tableError } from "../table/table_error.ts";
import { checkPages } from "./check_pages.ts";
import { columnsAlone } from "./columns_alone.ts";
import { decompress } from "./decompress.ts";
import { encryptedColumns } from "./encrypted_columns.ts";
import { unreadType } from "./unread_type.ts";

/** A column of a Parquet file. */
export interface ParquetColumn {
  readonly name: string;
  /** The kind of things in it, where that is not read. */
  readonly unread?: string;
}

/** The columns of a Parquet file, whose values are read one column at a time. */
export interface ParquetColumns {
  readonly columns: readonly ParquetColumn[];
  /** The number of rows. */
  readonly count: number;
  /** The values of a column: numbers, big integers, truths, texts, and null or undefined for none. */
  read(column: ParquetColumn): Promise<readonly unknown[]>;
}

/** More values would not fit in memory beside what is made of them. */
const MOST_VALUES = 2 ** 28;

/**
 * The columns of the bytes of a Parquet file; `name` is how errors call it.
 *
 * Throws a SyntaxError for bytes that are no Parquet file, are damaged or cut short, and for columns
 * of one name, and a RangeError for too many values; `read` throws a SyntaxError for a column that is
 * damaged or packed in a way that is not read.
 */
export function parquetColumns(bytes: Uint8Array<ArrayBuffer>, name: string): ParquetColumns {
  checkMarks(bytes, name);
  const metadata = undamaged(
    () => withDecimals(parquetMetadata(bytes, { geoparquet: false })),
    name,
  );
  const { children } = undamaged(() => parquetSchema(metadata), name);
  const count = Number(metadata.num_rows);
  const inGroups = metadata.row_groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
  const isNamed = children.every(({ element }) => typeof element.name === "string");
  if (!(count >= 0) || !isNamed) throw damaged(name);
  if (count !== inGroups) {
    throw tableError(
      { name, format: "Parquet" },
      `it is said to have ${count} rows, and its groups of rows have ${inGroups}; write it again`,
    );
  }
  if (count * children.length > MOST_VALUES) {
    throw new RangeError(
      `Cannot read ${name}: it has ${count} rows of ${children.length} columns, at most ` +
        `${MOST_VALUES} values fit in memory; write a file of fewer rows or columns`,
    );
  }
  const encrypted = encryptedColumns(metadata);
  const columns = children.map((child) => {
    const unread = encrypted.has(child.element.name) ? "encrypted values" : unreadType(child);
    return { name: child.element.name, ...(unread !== undefined && { unread }) };
  });
  const names = columns.map(({ name }) => name);
  const twice = names.findIndex((each, at) => names.indexOf(each) < at);
  if (twice >= 0) {
    const called = callColumn(names, twice);
    throw tableError(
      { name, format: "Parquet" },
      `${called} is there twice; write it with another name for each column`,
    );
  }
  const alone = columnsAlone(metadata, children);
  return {
    columns,
    count,
    read: async ({ name: column }) => {
      const metadata = alone.get(column);
      if (metadata === undefined) throw damaged(name, column);
      return await readColumn(bytes, { metadata, name, column, count });
    },
  };
}

async function readColumn(bytes: Uint8Array<ArrayBuffer>, { metadata, name, column, count }: {
  metadata: FileMetaData;
  name: string;
  column: string;
  count: number;
}): Promise<readonly unknown[]> {
  for (const { columns: [{ meta_data: chunk }], num_rows } of metadata.row_groups) {
    if (chunk === undefined) throw damaged(name, column);
    if (chunk.codec !== "UNCOMPRESSED" && !Object.hasOwn(decompress, chunk.codec)) {
      throw tableError(
        { name, format: "Parquet" },
        `${
          callColumn([column], 0)
        } is compressed by ${chunk.codec}, expected Snappy, gzip, zstd, ` +
          "Brotli or LZ4; write it with one of them",
      );
    }
    undamaged(() => checkPages(bytes, chunk, Number(num_rows)), name, column);
  }
  const file: AsyncBuffer = {
    byteLength: bytes.length,
    slice: (from, to) => bytes.slice(from, to).buffer,
  };
  const values: unknown[] = [];
  try {
    await parquetRead({
      file,
      metadata,
      columns: [column],
      compressors: decompress,
      geoparquet: false,
      onChunk: ({ columnData }) => {
        for (const value of columnData) values.push(value);
      },
    });
  } catch {
    throw damaged(name, column);
  }
  if (values.length !== count) throw damaged(name, column);
  return values;
}

/** Checks the marks at both ends of a Parquet file. */
function checkMarks(bytes: Uint8Array, name: string): void {
  const mark = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  const start = mark(0), end = bytes.length < 12 ? "" : mark(bytes.length - 4);
  const parquet = { name, format: "Parquet" } as const;
  if (start === "PARE" || (start === "PAR1" && end === "PARE")) {
    throw tableError(parquet, "it is encrypted; write it without encryption");
  }
  if (start !== "PAR1") {
    throw tableError(parquet, 'it does not begin as a Parquet file does, with "PAR1"');
  }
  if (end !== "PAR1") {
    throw tableError(parquet, "it is cut short, as its end is missing; write or fetch it again");
  }
}

/** The metadata with the older of the two annotations of decimals, where files have the newer alone. */
function withDecimals(metadata: FileMetaData): FileMetaData {
  for (const element of metadata.schema) {
    if (element.logical_type?.type !== "DECIMAL") continue;
    element.converted_type = "DECIMAL";
    element.scale ??= element.logical_type.scale;
  }
  return metadata;
}

function undamaged<T>(read: () => T, name: string, column?: string): T {
  try {
    return read();
  } catch {
    throw damaged(name, column);
  }
}

function damaged(name: string, column?: string): SyntaxError {
  const what = column === undefined ? "it" : callColumn([column], 0);
  return tableError(
    { name, format: "Parquet" },
    `${what} is damaged, or encoded in a way that is not read; write or fetch it again`,
  );
}
