/** A database with the table of a collection in it. */
export type DatabaseAddress =
  & {
    /** The address as sentences name it: without its password. */
    readonly name: string;
    /** The name of the table of the collection, with which those of the others begin. */
    readonly table: string;
  }
  & (
    | {
      readonly type: "postgres";
      readonly host: string;
      readonly port: number;
      readonly user?: string;
      readonly password?: string;
      readonly database: string;
      /** True to speak by TLS, with a certificate that is checked. */
      readonly isSecure: boolean;
    }
    | { readonly type: "pglite"; readonly path: string }
    | { readonly type: "sqlite"; readonly path: string }
  );

/** The table of a collection unless an address names another. */
const TABLE = "isthmus";

/** The names of tables, so short that those which begin with them are names as well. */
const TABLE_NAME = /^[a-z][a-z0-9_]{0,39}$/;

const EXPECTED =
  "expected postgres://user:password@host:port/database#table, pglite:FOLDER#table or sqlite:FILE#table";

/** True for a text that begins as the address of a database does, and not as a path. */
export function isDatabaseAddress(text: string): boolean {
  return /^(postgres|postgresql|pglite|sqlite):/.test(text);
}

/**
 * The parts of the address of a database. Throws a TypeError, one sentence that tells no password, for one
 * that is none.
 */
export function parseDatabaseAddress(text: string): DatabaseAddress {
  const [, scheme = "", rest = "", , fragment] = text.match(/^([a-z]+):([^#]*)(#(.*))?$/s) ?? [];
  const table = fragment ?? TABLE;
  const named = (name: string) => fragment === undefined ? name : `${name}#${table}`;
  const isServer = scheme === "postgres" || scheme === "postgresql";
  if (isServer) {
    const { name, ...server } = parseServer(scheme, rest);
    checkTable(named(name), table);
    return { ...server, name: named(name), table };
  }
  const name = named(`${scheme}:${rest}`);
  if ((scheme === "pglite" || scheme === "sqlite") && rest !== "") {
    checkTable(name, table);
    return { type: scheme, path: rest, name, table };
  }
  // Behind an unknown scheme a password may stand.
  const isKnown = scheme === "pglite" || scheme === "sqlite";
  throw new TypeError(`Cannot use ${isKnown ? name : "this"} as a database: ${EXPECTED}`);
}

/** Refuses the name of a table that is none, which no statement may hold. */
function checkTable(name: string, table: string): void {
  if (TABLE_NAME.test(table)) return;
  throw new TypeError(
    `Cannot use ${name}: the name of a table has small letters, digits and _ alone, begins with a letter, ` +
      "and is at most 40 long",
  );
}

function parseServer(scheme: string, rest: string) {
  const url = URL.parse(`${scheme}:${rest}`);
  const database = decoded(url?.pathname.slice(1) ?? "");
  if (!url || url.hostname === "" || database === "") {
    throw new TypeError(`Cannot use the address of a PostgreSQL server: ${EXPECTED}`);
  }
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const port = url.port === "" ? 5432 : Number(url.port);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const name = `postgres://${user === "" ? "" : `${user}@`}${url.hostname}:${port}/${database}`;
  const mode = url.searchParams.get("sslmode") ?? "disable";
  const others = [...url.searchParams.keys()].filter((key) => key !== "sslmode");
  if (others.length > 0 || !["disable", "verify-full"].includes(mode)) {
    throw new TypeError(
      `Cannot use ${name}: expected nothing behind its ? but sslmode=verify-full or sslmode=disable`,
    );
  }
  return {
    ...{ type: "postgres" as const, name, host, port, database },
    ...(user !== "" && { user }),
    ...(password !== "" && { password }),
    isSecure: mode === "verify-full",
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
