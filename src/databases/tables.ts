import type { CodeColumn } from "./dialects/dialect.ts";
import type { Database } from "./open_database.ts";

/** The names of the tables of a collection, as statements hold them. */
export interface Tables {
  /** One row on the collection. */
  readonly collection: string;
  /** The files of the encoder, in pieces. */
  readonly files: string;
  /** The distinct codes, each by the place of the first item that has it. */
  readonly codes: string;
  /** The items, each with the number of its code. */
  readonly items: string;
  /** The approximate index of the codes. */
  readonly hnsw: string;
}

/** The columns of the table of a collection, and their types in every dialect. */
const COLLECTION = {
  one: "int PRIMARY KEY CHECK (one = 1)",
  format: "int NOT NULL",
  source: "text NOT NULL",
  layout: "text NOT NULL",
  manifest: "text NOT NULL",
  pictures: "text",
  hnsw: "text",
  whole: "int NOT NULL",
} as const;

/** The names of the columns of the table of a collection. */
export const COLLECTION_COLUMNS = Object.keys(COLLECTION);

/** The tables by the name of the first, which `parseDatabaseAddress` has checked. */
export function tablesOf(table: string): Tables {
  return {
    collection: `"${table}"`,
    files: `"${table}_files"`,
    codes: `"${table}_codes"`,
    items: `"${table}_items"`,
    hnsw: `"${table}_hnsw"`,
  };
}

/** Makes the tables of a collection where they are missing, in a transaction that has begun. */
export async function makeTables(
  { query, dialect: { bytes, codeType }, table }: Database,
  column: CodeColumn,
): Promise<void> {
  const { collection, files, codes, items } = tablesOf(table);
  const facts = Object.entries(COLLECTION).map(([name, type]) => `${name} ${type}`).join(", ");
  const statements = [
    `CREATE TABLE IF NOT EXISTS ${collection} (${facts})`,
    `CREATE TABLE IF NOT EXISTS ${files} (path text, part int, bytes ${bytes} NOT NULL, PRIMARY KEY (path, part))`,
    `CREATE TABLE IF NOT EXISTS ${codes} (code_id int PRIMARY KEY, code ${
      codeType(column)
    } NOT NULL)`,
    `CREATE TABLE IF NOT EXISTS ${items} (item int PRIMARY KEY, ` +
    `code_id int NOT NULL REFERENCES ${codes} (code_id), name text NOT NULL, label text, line text, ` +
    `picture ${bytes}, words ${bytes})`,
    `CREATE INDEX IF NOT EXISTS "${table}_by_code" ON ${items} (code_id)`,
  ];
  for (const statement of statements) await query(statement);
}

/**
 * Does work in a transaction, which one more who writes into the same table waits for; what it throws undoes
 * all of it.
 */
export async function inTransaction<Result>(
  { query, dialect: { begin, lock }, table }: Database,
  work: () => Promise<Result>,
): Promise<Result> {
  await query(begin);
  try {
    if (lock) await query(lock, [table]);
    const result = await work();
    await query("COMMIT");
    return result;
  } catch (error) {
    // Of a connection that is gone, nothing was committed.
    await query("ROLLBACK").catch(() => {});
    throw error;
  }
}
