import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { type ColumnChunk, type ColumnMetaData, parquetMetadata, parquetSchema } from "hyparquet";
import {
  ByteWriter,
  parquetWriteBuffer,
  ParquetWriter,
  schemaFromColumnData,
} from "hyparquet-writer";
import { gzipSync } from "fflate";
import { brotliCompressSync, zstdCompressSync } from "node:zlib";
import { checkPages } from "../../../src/data/formats/parquet/check_pages.ts";
import { columnsAlone } from "../../../src/data/formats/parquet/columns_alone.ts";
import { decompress } from "../../../src/data/formats/parquet/decompress.ts";
import { encryptedColumns } from "../../../src/data/formats/parquet/encrypted_columns.ts";
import { readParquet } from "../../../src/data/formats/parquet/parquet.ts";
import { parquetColumns } from "../../../src/data/formats/parquet/parquet_columns.ts";
import { unreadType } from "../../../src/data/formats/parquet/unread_type.ts";
import { readCsv } from "../../../src/data/formats/csv.ts";
import type { TableOptions } from "../../../src/data/formats/reading_options.ts";
import { parquetBeside, parquetFile, type WrittenElement } from "./write_parquet.ts";

const read = (file: Uint8Array<ArrayBuffer>, options?: TableOptions) =>
  readParquet(file, "a.parquet", options);

const leave = (name: string) => `--set data.columns.leave='["${name}"]' leaves it out`;

Deno.test("readParquet() reads numbers, truths, ids and labels as the same table in text", async () => {
  const read = await readParquet(
    parquetFile({
      id: [[7n, 2n, 5n], "INT64"],
      height: [[0.1, 1e-30, -5], "FLOAT"],
      ok: [[true, false, true], "BOOLEAN"],
      count: [[3, 1, 2], "INT32"],
      species: [["cat", "dog", "cat"], "STRING"],
    }),
    "a",
  );
  assertEquals(read.examples, {
    shape: [3],
    count: 3,
    values: Float32Array.of(0.1, 1, 3, 1e-30, 0, 1, -5, 1, 2),
    ids: ["7", "2", "5"],
    labels: Int32Array.of(0, 1, 0),
  });
  const text = "id,height,ok,count,species\n7,0.1,true,3,cat\n2,1e-30,false,1,dog\n5,-5,true,2,cat";
  assertEquals(read, await readCsv(new TextEncoder().encode(text), "a"));
  assertEquals(read.remarks?.length, 3);
});

Deno.test("readParquet() keeps numbers of 32 bits to the bit, in groups and pages of any size", async () => {
  const values = Float32Array.from({ length: 700 }, (_, i) => Math.sin(i) * 2 ** (i % 250 - 125));
  for (const type of ["FLOAT", "DOUBLE"] as const) {
    const data = type === "FLOAT" ? values : Float64Array.from(values);
    const file = parquetFile({ a: [data, type] }, { rowGroupSize: 300, pageSize: 256 });
    assertEquals((await read(file)).examples.values, values);
  }
});

Deno.test("readParquet() reads decimals, whole numbers without a sign and numbers of 16 bits", async () => {
  const column = async (data: unknown[], element: Omit<WrittenElement, "name">) => {
    const required = { name: "b", repetition_type: "REQUIRED" as const, ...element };
    const { examples } = await read(parquetBeside(data, [required]), { columns: { take: ["b"] } });
    return [...examples.values];
  };
  const decimal = { type: "INT64", converted_type: "DECIMAL", precision: 9, scale: 2 } as const;
  assertEquals(await column([1.25, -2.5, 3], decimal), [1.25, -2.5, 3]);
  const unsigned = { type: "INT32", converted_type: "UINT_32" } as const;
  assertEquals(await column([1, 2 ** 31, 0], unsigned), [1, 2 ** 31, 0]);
  const half = parquetFile({ b: [[0.5, -2, 1.5], "FLOAT16"] });
  assertEquals((await read(half)).examples.values, Float32Array.of(0.5, -2, 1.5));
});

Deno.test("readParquet() refuses whole numbers beyond 2^53 as values, and takes them as labels and ids", async () => {
  const file = parquetFile({
    index: [[1n, 2n ** 60n + 1n, 2n ** 60n], "INT64"],
    a: [[1.5, 2, 3]],
    label: [[5n, 2n ** 53n + 1n, 2n ** 53n + 3n], "INT64"],
  });
  const { examples, classes } = await read(file);
  assertEquals(examples.ids, ["1", "1152921504606846977", "1152921504606846976"]);
  assertEquals(classes?.toSorted(), ["5", "9007199254740993", "9007199254740995"]);
  await assertRejects(
    () => read(file, { labelColumn: "none" }),
    SyntaxError,
    'Cannot read a.parquet as Parquet: column "label" holds 9007199254740993, a whole number ' +
      `beyond 2^53 that would be rounded; ${leave("label")}`,
  );
  const exact = parquetFile({ a: [[2n ** 53n, -(2n ** 53n)], "INT64"] });
  assertEquals((await read(exact)).examples.values, Float32Array.of(2 ** 53, -(2 ** 53)));
});

Deno.test("readParquet() takes the index that pandas writes as ids", async () => {
  const file = parquetFile({ a: [[1.5, 2]], __index_level_0__: [["x", "y"], "STRING"] });
  const { examples, columns } = await read(file);
  assertEquals([examples.ids, columns], [["x", "y"], ["a"]]);
});

Deno.test("readParquet() refuses, drops or keeps rows with nulls and NaN", async () => {
  const file = parquetFile({ a: [[1, null, 3.5]], b: [[1, 2, NaN]] });
  await assertRejects(
    () => read(file),
    SyntaxError,
    'Cannot read a.parquet as Parquet: row 2, column "a" is empty; --set data.missing=drop',
  );
  await assertRejects(
    () => read(file, { columns: { leave: ["a"] } }),
    SyntaxError,
    'row 3, column "b" holds "NaN", no value; --set data.missing=drop',
  );
  const dropped = await read(file, { missing: "drop" });
  assertEquals(dropped.examples.values, Float32Array.of(1, 1));
  assertEquals(dropped.remarks, ["2 of 3 rows have empty cells and are left out: rows 2, 3"]);
  const kept = await read(file, { missing: "keep" });
  assertEquals(kept.examples.values, Float32Array.of(1, 1, NaN, 2, 3.5, NaN));
  await assertRejects(
    () => read(parquetFile({ a: [[1.5, Infinity]] })),
    SyntaxError,
    'row 2, column "a" holds "Infinity", expected a finite number of 32 bits',
  );
});

Deno.test("readParquet() reads dates and times as days since the first", async () => {
  const optional = { name: "b", repetition_type: "OPTIONAL" } as const;
  const day = 86_400_000;
  const kinds: [readonly WrittenElement[], unknown[]][] = [
    [
      [{ ...optional, type: "INT32", converted_type: "DATE" }],
      [100, 101, 200].map((each) => new Date(each * day)),
    ],
    [
      [{ ...optional, type: "INT64", converted_type: "TIMESTAMP_MILLIS" }],
      [100, 101, 200].map((
        each,
      ) => new Date(each * day)),
    ],
  ];
  for (const [elements, data] of kinds) {
    const { examples, columns, encodings } = await read(parquetBeside(data, elements));
    assertEquals(columns, ["a", "b"]);
    assertEquals(examples.values, Float32Array.of(1.5, 0, 2, 1, 3, 100));
    assertEquals(encodings, [{ name: "b", kind: "date", since: "1970-04-11" }]);
  }
  const timed = await read(parquetBeside([0, 0.5, 1].map((each) => new Date(each * day)), [
    { ...optional, type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
  ]));
  assertEquals(timed.examples.values, Float32Array.of(1.5, 0, 2, 0.5, 3, 1));
});

Deno.test("readParquet() refuses columns of times of day, lists, records and bytes, unless they are left", async () => {
  const optional = { name: "b", repetition_type: "OPTIONAL" } as const;
  const inner = { repetition_type: "REQUIRED", type: "INT32" } as const;
  const kinds: [string, readonly WrittenElement[], unknown[]][] = [
    ["times of day", [{ ...optional, type: "INT32", converted_type: "TIME_MILLIS" }], [1, 2, 3]],
    ["bytes", [{ ...optional, type: "BYTE_ARRAY" }], ["x", "y", "z"]],
    ["lists", [
      { ...optional, converted_type: "LIST", num_children: 1 },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", ...inner },
    ], [[1], [2, 3], [4]]],
    [
      "records",
      [{ ...optional, num_children: 1 }, { name: "x", ...inner }],
      [{ x: 1 }, { x: 2 }, {
        x: 3,
      }],
    ],
  ];
  for (const [kind, elements, data] of kinds) {
    const file = parquetBeside(data, elements);
    await assertRejects(
      () => read(file),
      SyntaxError,
      `Cannot read a.parquet as Parquet: column "b" holds ${kind}, expected numbers, true and ` +
        `false, dates or words; ${leave("b")}`,
    );
    for (const columns of [{ leave: ["b"] }, { take: ["a"] }]) {
      assertEquals((await read(file, { columns })).columns, ["a"]);
    }
    await assertRejects(
      () => read(file, { labelColumn: "b" }),
      SyntaxError,
      `holds ${kind}, expected numbers, true and false, dates or words; --label-column none`,
    );
  }
  const words = parquetFile({ a: [[1.5, 2]], b: [["x", "y"], "STRING"] });
  await assertRejects(
    () => read(words),
    SyntaxError,
    `column "b" holds 2 different words in 2 rows ("x" in row 1)`,
  );
  assertEquals((await read(words, { labelColumn: "b" })).classes, ["x", "y"]);
  await assertRejects(
    () => read(words, { columns: { leave: ["c"] } }),
    TypeError,
    'Cannot choose the column "c" of a.parquet: expected one of "a", "b"',
  );
  const repeated = { name: "b", repetition_type: "REPEATED", type: "INT32" } as const;
  assertEquals(unreadType({ element: repeated, children: [], count: 1, path: ["b"] }), "lists");
});

Deno.test("readParquet() reads pages that were packed by gzip, zstd, Brotli or nothing", async () => {
  const data = Float32Array.from({ length: 500 }, (_, i) => i % 7 / 8);
  const compressors = {
    GZIP: (bytes: Uint8Array) => gzipSync(bytes),
    ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdCompressSync(bytes)),
    BROTLI: (bytes: Uint8Array) => new Uint8Array(brotliCompressSync(bytes)),
    LZO: (bytes: Uint8Array) => bytes,
  };
  for (const codec of ["UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "BROTLI"] as const) {
    const file = parquetFile({ a: [data, "FLOAT"] }, { codec, compressors });
    assertEquals((await read(file)).examples.values, data, codec);
  }
  // Ten literals, as LZ4 writes them.
  const ten = Uint8Array.of(0xa0, ...Array.from({ length: 10 }, (_, i) => i));
  assertEquals(decompress.LZ4_RAW?.(ten, 10), ten.subarray(1));
  await assertRejects(
    () => read(parquetFile({ a: [data, "FLOAT"] }, { codec: "LZO", compressors })),
    SyntaxError,
    'Cannot read a.parquet as Parquet: column "a" is compressed by LZO, expected Snappy, gzip, ' +
      "zstd, Brotli or LZ4; write it with one of them",
  );
});

Deno.test("readParquet() refuses what is no Parquet file, is cut short, damaged or empty in one sentence", async () => {
  const file = parquetFile({ a: [Float32Array.from({ length: 99 }, Math.sqrt), "FLOAT"] });
  const refused = (bytes: Uint8Array, why: string) =>
    assertRejects(() => read(Uint8Array.from(bytes)), SyntaxError, `a.parquet as Parquet: ${why}`);
  await refused(new Uint8Array(), "it does not begin as a Parquet file does");
  await refused(new TextEncoder().encode("a,b\n1,2\n"), "it does not begin as a Parquet file does");
  for (const length of [4, 11, 100, file.length - 1]) {
    await refused(file.subarray(0, length), "it is cut short, as its end is missing; write or");
  }
  await refused(file.with(file.length - 1, 0x45), "it is encrypted; write it without encryption");
  await refused(file.with(file.length - 8, 0xff), "it is damaged, or encoded in a way");
  await refused(
    file.with(4, 0xff),
    'column "a" is damaged, or encoded in a way that is not read; write or',
  );
  const twice = [1, 2].map((value) => ({ name: "a", data: [value] }));
  await refused(
    new Uint8Array(parquetWriteBuffer({ columnData: twice })),
    'column "a" is there twice; write it with another name for each column',
  );
  await assertRejects(
    () => read(parquetFile({ a: [[], "FLOAT"] })),
    RangeError,
    "Cannot use a.parquet: it holds no rows, expected at least one",
  );
  assertEquals(parquetColumns(file, "a").count, 99);
});

Deno.test("readParquet() refuses groups of other rows than the file says, in one sentence", async () => {
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: [{ name: "a", data: [1, 2, 3] }] });
  const file = new ParquetWriter({ writer, schema });
  file.write({ columnData: [{ name: "a", data: [1, 2, 3] }] });
  file.num_rows = 0n;
  file.finish();
  await assertRejects(
    () => read(new Uint8Array(writer.getBuffer())),
    SyntaxError,
    "a.parquet as Parquet: it is said to have 0 rows, and its groups of rows have 3; write it again",
  );
});

Deno.test("readParquet() refuses a column that a group of rows lacks or has twice, and reads the others", async () => {
  const columnData = ["a", "b", "c"].map((name, at) => ({ name, data: [at + 0.5, 2, 3] }));
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: schemaFromColumnData({ columnData }) });
  file.write({ columnData, rowGroupSize: 2 });
  const [first, second] = file.row_groups;
  first.columns[2] = second.columns[1];
  file.finish();
  const bytes = new Uint8Array(writer.getBuffer());
  for (const name of ["b", "c"]) {
    await assertRejects(
      () => read(bytes, { columns: { take: ["a", name] } }),
      SyntaxError,
      `column "b" is damaged`,
    );
  }
  const { examples } = await read(bytes, { columns: { leave: ["b", "c"] } });
  assertEquals(examples.values, Float32Array.of(0.5, 2, 3));
  const { children } = parquetSchema(parquetMetadata(bytes.buffer));
  assertEquals([...columnsAlone(parquetMetadata(bytes.buffer), children).keys()], ["a"]);
});

Deno.test("columns are encrypted where a group says how they were", () => {
  const chunk = (name: string, isEncrypted: boolean) => ({
    meta_data: { path_in_schema: [name] },
    ...(isEncrypted && { crypto_metadata: {} }),
  });
  const columns = [chunk("a", false), chunk("b", true)] as unknown as ColumnChunk[];
  const row_groups = [{ columns, total_byte_size: 0n, num_rows: 1n }];
  assertEquals(encryptedColumns({ row_groups }), new Set(["b"]));
});

Deno.test("pages are checked against their checksums", () => {
  // A page of one value and nine bytes, whose checksum is the one that all descriptions of CRC-32 give.
  const page = new TextEncoder().encode("123456789");
  const pageOf = (crc: number) => {
    // The fields of its header in Thrift's compact protocol: the kind, both sizes, the checksum, and the
    // number of values with three encodings.
    const writer = new ByteWriter();
    for (const byte of [0x15, 0, 0x15, 18, 0x15, 18, 0x15]) writer.appendUint8(byte);
    writer.appendZigZag(BigInt(crc));
    for (const byte of [0x1c, 0x15, 2, 0x15, 0, 0x15, 6, 0x15, 6, 0, 0]) writer.appendUint8(byte);
    writer.appendBytes(page);
    return new Uint8Array(writer.getBuffer());
  };
  const check = (bytes: Uint8Array<ArrayBuffer>) =>
    checkPages(
      bytes,
      { data_page_offset: 0n, total_compressed_size: BigInt(bytes.length) } as ColumnMetaData,
      1,
    );
  check(pageOf(0xcbf43926 | 0));
  assertThrows(() => check(pageOf(0xcbf43927 | 0)), RangeError, "another checksum");
});

Deno.test("readParquet() ends with the reason of an aborted signal", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  const file = parquetFile({ a: [[1.5, 2]] });
  await assertRejects(() => readParquet(file, "a", { signal }), Error, "enough");
});
