import { isGranted } from "../../host/is_granted.ts";
import type { DatabaseAddress } from "../address.ts";
import type { SqlEngine } from "./sql_engine.ts";

/** The milliseconds in which a server must have answered. */
const PATIENCE = 15_000;

/**
 * Connects to a PostgreSQL server. Throws an Error, one sentence, where the network may not be reached, no
 * server answers, and where it refuses the user, the password or the database.
 */
export async function connectPostgres(
  address: Extract<DatabaseAddress, { type: "postgres" }>,
): Promise<SqlEngine> {
  const { name, host, port, database, user, password, isSecure } = address;
  if (!await isGranted({ name: "net", host: `${bracketed(host)}:${port}` })) {
    throw new Error(
      `Cannot reach ${name}: this task may not reach the network; deno task index and deno task search may`,
    );
  }
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    ...{ host, port, database, ssl: isSecure, connectionTimeoutMillis: PATIENCE },
    ...{ application_name: "isthmus", user: user ?? "postgres" },
    // Without one, PostgreSQL's own file of passwords is asked.
    ...(password !== undefined && { password }),
  });
  // A server that goes away between two statements says so here, and again to the next statement.
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw new Error(`Cannot reach ${name}: ${whyNot(error, address)}`, { cause: error });
  }
  return {
    async query(sql, values = []) {
      try {
        return (await client.query(sql, [...values])).rows;
      } catch (error) {
        throw new Error(`Cannot use ${name}: ${whyNot(error, address)}`, { cause: error });
      }
    },
    [Symbol.asyncDispose]: () => client.end().catch(() => {}),
  };
}

/** The reason of an error as the end of a sentence, by the codes of PostgreSQL and of the system. */
function whyNot(
  error: unknown,
  { host, port, database, user }: Extract<DatabaseAddress, { type: "postgres" }>,
): string {
  const { code, message } = error as { code?: string; message?: string };
  switch (code) {
    case "ECONNREFUSED":
      return `no server answers at ${host}:${port}`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `there is no host ${host}`;
    case "28P01":
    case "28000":
      return `the server refuses the password of ${user ?? "postgres"}, or that user`;
    case "3D000":
      return `the server has no database ${database}`;
    case "42501":
      return `${user ?? "postgres"} may not do that there (${message})`;
    default:
      // What the driver says is its own; a host that does not answer has no code.
      return (message ?? "").split("\n")[0] || `${host}:${port} did not answer`;
  }
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
