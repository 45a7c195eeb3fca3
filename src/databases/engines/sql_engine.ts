/** A value that goes into a statement: bytes and codes go as text. */
export type SqlValue = string | number | null;

/** A row of an answer. */
export type SqlRow = Readonly<Record<string, unknown>>;

/**
 * One connection to a database, which takes one statement at a time. Its errors are one sentence each, with
 * the name of the database.
 */
export interface SqlEngine extends AsyncDisposable {
  /** Runs a statement with $1, $2 … in place of its values, and gives the rows of its answer. */
  query(sql: string, values?: readonly SqlValue[]): Promise<SqlRow[]>;
}
