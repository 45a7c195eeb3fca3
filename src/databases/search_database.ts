import { decodeHex } from "../core/encoding/hex.ts";
import { COLLECTION_FILES } from "../collections/collection_folder.ts";
import type { SearchableCollection } from "../collections/searchable_collection.ts";
import { sha256 } from "../core/sha256.ts";
import { sizeOf } from "../core/shape.ts";
import { bitsOf, type Found, type WordRows } from "../retrieval/mod.ts";
import { type CollectionRow, readCollectionRow } from "./collection_row.ts";
import { nearestInDatabase } from "./nearest_in_database.ts";
import type { SqlRow } from "./engines/sql_engine.ts";
import type { Database } from "./open_database.ts";
import { tablesOf } from "./tables.ts";

/**
 * Opens the collection of a database to be asked; closing it closes the database. Throws an Error, one
 * sentence, for a table that is not there, is something else or is not whole, and where an approximate index
 * is asked for that is not there.
 */
export async function searchDatabase(
  database: Database,
  { isApproximate = false, isUnmeasured = false }: {
    readonly isApproximate?: boolean;
    /** True to ask an approximate index that is being measured. */
    readonly isUnmeasured?: boolean;
  } = {},
): Promise<SearchableCollection> {
  const { name, table, query } = database, row = await wholeRow(database);
  if (isApproximate && !isUnmeasured && !row.hnsw) {
    throw new Error(
      `Cannot search ${name} approximately: it has no approximate index; "index" makes one with --hnsw`,
    );
  }
  const { manifest, column } = row, { codes } = manifest;
  const nearest = (code: Float32Array | Uint8Array, count: number) =>
    nearestInDatabase(database, code, { column, count, isApproximate });
  /** The answer to a statement on items, in the order in which they are asked for. */
  const rowsOf = async (places: readonly number[], columns: string): Promise<SqlRow[]> => {
    if (places.length === 0) return [];
    const { rows } = database.dialect, items = tablesOf(table).items;
    const asked = await query(
      `SELECT item, ${columns} FROM ${items} WHERE item IN (SELECT item FROM ${
        rows({ item: "int" })
      })`,
      [JSON.stringify(places.map((item) => ({ item })))],
    );
    const known = new Map(asked.map((row) => [Number(row.item), row]));
    return places.map((place) => known.get(place) ?? refuseItem(name, place));
  };
  const hexOf = async (places: readonly number[], column: string) =>
    (await rowsOf(places, `${database.dialect.toHex(column)} AS hex`))
      .map(({ hex }) => decodeHex(String(hex)));
  return {
    ...{ name, manifest },
    byCode: (code, { count }) => {
      checkCode(code, { name, size: codes.size });
      const bits = codes.type === "bits" &&
        bitsOf({ shape: [1, code.length], values: code }, { threshold: codes.threshold });
      return nearest(bits ? bits.bytes : code, count);
    },
    async byItem(item, { count }) {
      const { dialect } = database, { codes, items } = tablesOf(table);
      const [row] = await query(
        `SELECT ${dialect.toText("c.code")} AS code FROM ${items} i JOIN ${codes} c ` +
          "ON c.code_id = i.code_id WHERE i.item = $1",
        [item],
      );
      if (!row) refuseItem(name, item);
      const found = await nearest(dialect.decode(String(row.code), column), count + 1);
      return found.filter((other: Found) => other.item !== item).slice(0, count);
    },
    items: async (places) =>
      (await rowsOf(places, "name, label, line")).map(({ name, label, line }) => ({
        id: String(name),
        ...(label !== null && { label: String(label) }),
        ...(line !== null && { text: String(line) }),
      })),
    async pictures(places) {
      const { pictureShape: shape } = row;
      if (!shape) return undefined;
      const values = new Uint8Array(places.length * sizeOf(shape));
      (await hexOf(places, "picture")).forEach((bytes, i) => values.set(bytes, i * sizeOf(shape)));
      return { shape: [places.length, ...shape], values };
    },
    words: async (places) => wordRowsOf(await hexOf(places, "words")),
    file: (path) => readFile(database, row, path),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

async function wholeRow(database: Database): Promise<CollectionRow> {
  const { name, table } = database, row = await readCollectionRow(database);
  if (!row) {
    throw new Error(
      `Cannot search ${name}: it has no collection in a table ${table}; ` +
        `"index DIR --to" would copy one there`,
    );
  }
  if (row.isWhole) return row;
  throw new Error(
    `Cannot search ${name}: the copying of its collection has not ended; the same command goes on with it`,
  );
}

/** A file of the encoder, checked against the SHA-256 that it was indexed with. */
async function readFile(
  { query, dialect, name, table }: Database,
  { manifest }: CollectionRow,
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts = await query(
    `SELECT ${dialect.toHex("bytes")} AS hex FROM ${
      tablesOf(table).files
    } WHERE path = $1 ORDER BY part`,
    [path],
  );
  const bytes = decodeHex(parts.map(({ hex }) => String(hex)).join(""));
  if (await sha256(bytes) === manifest.files[path]?.sha256) return bytes;
  throw new Error(
    `Cannot search ${name}: its ${path} is not the file that its ${COLLECTION_FILES.manifest} tells of`,
  );
}

/** The words of texts out of their bytes: numbers and then weights of each. */
function wordRowsOf(texts: readonly Uint8Array<ArrayBuffer>[]): WordRows {
  const rows = texts.map(({ buffer }) => new Float32Array(buffer));
  const lengths = Float32Array.from(rows, (row) => row.length / 2);
  const all = (part: (row: Float32Array, half: number) => Float32Array) =>
    Float32Array.from(rows.flatMap((row) => [...part(row, row.length / 2)]));
  return {
    lengths,
    words: all((row, half) => row.subarray(0, half)),
    weights: all((row, half) => row.subarray(half)),
  };
}

function checkCode(
  code: Float32Array,
  { name, size }: { readonly name: string; readonly size: number },
): void {
  if (code.length === size && code.every(Number.isFinite)) return;
  throw new RangeError(
    `Cannot search ${name} by a code of ${code.length} values: expected ${size} finite numbers`,
  );
}

function refuseItem(name: string, item: number): never {
  throw new RangeError(`Cannot search ${name}: it has no item ${item + 1}`);
}
