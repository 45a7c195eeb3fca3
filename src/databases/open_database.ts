import type { DatabaseAddress } from "./address.ts";
import type { Dialect } from "./dialects/dialect.ts";
import { postgresDialect } from "./dialects/postgres_dialect.ts";
import { sqliteDialect } from "./dialects/sqlite_dialect.ts";
import { openPglite } from "./engines/pglite_engine.ts";
import { connectPostgres } from "./engines/postgres_engine.ts";
import type { SqlEngine } from "./engines/sql_engine.ts";
import { openSqlite } from "./engines/sqlite_engine.ts";

/** A connection to a database, and the words that it is spoken to in. */
export interface Database extends SqlEngine {
  /** The address as sentences name it. */
  readonly name: string;
  /** The name of the table of the collection. */
  readonly table: string;
  readonly dialect: Dialect;
}

/**
 * Opens a database, made where `isNew` allows it and it is a folder or a file. Throws as `connectPostgres`,
 * `openPglite` and `openSqlite` do.
 */
export async function openDatabase(
  address: DatabaseAddress,
  { isNew }: { readonly isNew: boolean },
): Promise<Database> {
  const { name, table } = address;
  if (address.type === "sqlite") {
    return {
      ...await openSqlite(address, { isNew }),
      name,
      table,
      dialect: sqliteDialect({ name }),
    };
  }
  const engine = address.type === "postgres"
    ? await connectPostgres(address)
    : await openPglite(address, { isNew });
  return await speakPostgres(engine, { name, table, isNew });
}

/** A connection to PostgreSQL, with pgvector where it is there or can be had. */
export async function speakPostgres(
  engine: SqlEngine,
  { name, table, isNew }: Pick<Database, "name" | "table"> & { readonly isNew: boolean },
): Promise<Database> {
  const installed = "SELECT extname FROM pg_extension WHERE extname = 'vector'";
  let hasVectors = (await engine.query(installed)).length > 0;
  if (!hasVectors && isNew) {
    try {
      await engine.query("CREATE EXTENSION IF NOT EXISTS vector");
      hasVectors = true;
    } catch {
      // It is not on that server, or not for this user, or another client has just made it.
      hasVectors = (await engine.query(installed)).length > 0;
    }
  }
  return { ...engine, name, table, dialect: postgresDialect({ hasVectors, name }) };
}
