import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";

type WriteOptions = Omit<Parameters<typeof parquetWriteBuffer>[0], "columnData">;

/** The description of a column, or of a part of one. */
export type WrittenElement = NonNullable<WriteOptions["schema"]>[number];

/** A Parquet file of these columns, each with its type. */
export function parquetFile(
  columns: Readonly<Record<string, readonly [ColumnSource["data"], ColumnSource["type"]?]>>,
  options: WriteOptions = {},
): Uint8Array<ArrayBuffer> {
  const columnData = Object.entries(columns).map(([name, [data, type]]) => ({
    name,
    data,
    ...(type && { type }),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, ...options }));
}

/** A Parquet file with a column "a" of 1.5, 2, 3 beside one described by these elements. */
export function parquetBeside(
  data: ColumnSource["data"],
  elements: readonly WrittenElement[],
): Uint8Array<ArrayBuffer> {
  const [{ name }] = elements;
  return parquetFile({ a: [[1.5, 2, 3]], [name]: [data] }, {
    schema: [
      { name: "root", num_children: 2 },
      { name: "a", type: "DOUBLE", repetition_type: "REQUIRED" },
      ...elements,
    ],
  });
}
