import { encodeHex } from "../core/encoding/hex.ts";
import type { FolderCollection } from "../collections/read_collection.ts";
import { MODEL_FILES } from "../core/exported_model.ts";
import { sha256 } from "../core/sha256.ts";
import { sizeOf } from "../core/shape.ts";
import { takeWordRows, type WordRows } from "../retrieval/mod.ts";
import { checkCopy } from "./check_copy.ts";
import { columnOf, readCollectionRow } from "./collection_row.ts";
import { type DistinctCodes, distinctCodes } from "./distinct_codes.ts";
import type { CodeColumn } from "./dialects/dialect.ts";
import type { Database } from "./open_database.ts";
import { inTransaction, makeTables, tablesOf } from "./tables.ts";

/** The choices of copying. */
export interface CopyOptions {
  /** True to keep real values in halves of floats. */
  readonly isHalf?: boolean;
  /** Ends the work between two batches; what was copied stays, and the same call goes on with it. */
  readonly signal?: AbortSignal | undefined;
}

/** The end of a copying. */
export interface Copied {
  /** The items that are there, all of them unless it was interrupted. */
  readonly done: number;
  /** Those of them that were there before. */
  readonly before: number;
  /** The number of different codes. */
  readonly different: number;
  readonly column: CodeColumn;
}

/** The most items of one transaction, and about the most bytes of one statement. */
const ITEMS = 1000, BYTES = 2 ** 20;

/** The bytes of a piece of a file. */
const PIECE = 2 ** 18;

/**
 * Copies an index, with all that a search of it needs, into a database, and marks it whole at the end. Items
 * that an earlier call has copied are not copied again.
 *
 * Throws as `checkCopy` does, before anything is written.
 */
export async function copyCollection(
  collection: FolderCollection,
  database: Database,
  { isHalf = false, signal }: CopyOptions = {},
): Promise<Copied> {
  const { manifest, thumbnails, files } = collection, { query, dialect, table } = database;
  const tables = tablesOf(table), source = await sha256(JSON.stringify(manifest));
  const column = columnOf(manifest, dialect.layout(manifest.codes, { isHalf }));
  const own = { source, manifest, column };
  const there = await readCollectionRow(database);
  checkCopy(there, own, database);
  const distinct = distinctCodes(collection.codes), { count: different } = distinct;
  const { count } = manifest;
  if (there?.isWhole) return { done: count, before: count, different, column };
  await inTransaction(database, async () => {
    await makeTables(database, column);
    const shape = thumbnails?.shape.slice(1).join(",") ?? null;
    await query(
      `INSERT INTO ${tables.collection} (one, format, source, layout, manifest, pictures, whole) ` +
        "VALUES (1, $1, $2, $3, $4, $5, 0) ON CONFLICT DO NOTHING",
      [manifest.format, source, column.layout, JSON.stringify(manifest), shape],
    );
    // Another client may have begun a copy in between.
    checkCopy(await readCollectionRow(database), own, database);
    for (const path of [MODEL_FILES.preprocessor, MODEL_FILES.encoder]) {
      await putFile(database, path, files.get(path) ?? new Uint8Array());
    }
  });
  const [{ before }] = await query(
    `SELECT CAST(coalesce(max(item) + 1, 0) AS int) AS before FROM ${tables.items}`,
  );
  let done = Number(before);
  for (const batch of batches(collection, done)) {
    if (signal?.aborted) return { done, before: Number(before), different, column };
    await inTransaction(
      database,
      () => putItems(collection, { database, distinct, column, batch }),
    );
    done = batch[1];
  }
  await query(`UPDATE ${tables.collection} SET whole = 1`);
  return { done, before: Number(before), different, column };
}

/** The first item and the one behind the last of each batch, from one on. */
function* batches(
  { manifest: { count }, thumbnails, words }: FolderCollection,
  from: number,
): Generator<readonly [from: number, to: number]> {
  const picture = thumbnails ? sizeOf(thumbnails.shape.slice(1)) : 0;
  const mean = words ? 8 * words.words.length / count : 0;
  const together = Math.max(1, Math.min(ITEMS, Math.floor(BYTES / (1 + picture + mean))));
  for (; from < count; from += together) yield [from, Math.min(count, from + together)];
}

async function putItems(
  { items, thumbnails, words }: FolderCollection,
  { database: { query, dialect, table }, distinct: { first, code }, column, batch: [from, to] }: {
    database: Database;
    distinct: DistinctCodes;
    column: CodeColumn;
    batch: readonly [from: number, to: number];
  },
): Promise<void> {
  const tables = tablesOf(table), { rows, fromHex, fromText, codeType } = dialect;
  const places = Array.from({ length: to - from }, (_, i) => from + i);
  const codes = places.filter((item) => first[item] === item)
    .map((item) => ({ code_id: item, code: dialect.encode(code(item), column) }));
  await query(
    `INSERT INTO ${tables.codes} (code_id, code) SELECT code_id, ${fromText("code")} FROM ` +
      `${rows({ code_id: "int", code: codeType(column) })} ON CONFLICT DO NOTHING`,
    [JSON.stringify(codes)],
  );
  const size = thumbnails ? sizeOf(thumbnails.shape.slice(1)) : 0;
  const columns = {
    ...{ item: "int", code_id: "int", name: "text", label: "text", line: "text" },
    ...{ picture: "text", words: "text" },
  };
  await query(
    `INSERT INTO ${tables.items} (item, code_id, name, label, line, picture, words) ` +
      `SELECT item, code_id, name, label, line, ${fromHex("picture")}, ${fromHex("words")} FROM ` +
      `${rows(columns)} ON CONFLICT DO NOTHING`,
    [JSON.stringify(places.map((item) => {
      const { id, label, text } = items[item];
      return {
        ...{ item, code_id: first[item], name: clean(id), label: clean(label), line: clean(text) },
        picture: thumbnails
          ? encodeHex(thumbnails.values.subarray(item * size, (item + 1) * size))
          : null,
        words: words ? wordsHex(takeWordRows(words, [item])) : null,
      };
    }))],
  );
}

/** The words of a text: their numbers and then their weights, as 32-bit floats, the low byte first. */
function wordsHex({ words, weights }: WordRows): string {
  return encodeHex(new Uint8Array(Float32Array.of(...words, ...weights).buffer));
}

async function putFile(
  { query, dialect: { fromHex }, table }: Database,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  for (let part = 0; part * PIECE < bytes.length; part++) {
    await query(
      `INSERT INTO ${tablesOf(table).files} (path, part, bytes) VALUES ($1, $2, ${
        fromHex("$3")
      }) ON CONFLICT DO NOTHING`,
      [path, part, encodeHex(bytes.subarray(part * PIECE, (part + 1) * PIECE))],
    );
  }
}

/** A text without characters of number 0, which PostgreSQL's texts cannot hold. */
function clean(text: string | undefined): string | null {
  return text?.replaceAll("\0", "\ufffd") ?? null;
}
