import { codeDistance, type Found, normalizedRows } from "../retrieval/mod.ts";
import type { Code, CodeColumn } from "./dialects/dialect.ts";
import type { Database } from "./open_database.ts";
import { tablesOf } from "./tables.ts";

/** The most codes that pgvector looks at for an approximate answer, and the fewest of ours. */
const MOST_LOOKED_AT = 1000, FEWEST_LOOKED_AT = 100;

/**
 * The items of a database nearest to a code: of so many nearest codes all items, of these the first ones, of
 * equally far ones the first ones first. Every code is looked at, unless the answer may be approximate.
 *
 * Real values are compared by the database, and the distances of what is found are computed again as the
 * search in memory computes them, so that both say the same.
 */
export async function nearestInDatabase(
  { query, dialect, name, table }: Database,
  code: Code,
  { column, count, isApproximate }: {
    readonly column: CodeColumn;
    readonly count: number;
    readonly isApproximate: boolean;
  },
): Promise<Found[]> {
  const { codes, items } = tablesOf(table);
  if (isApproximate) {
    if (count > MOST_LOOKED_AT) {
      throw new RangeError(
        `Cannot search ${name} approximately for ${count} items: expected ${MOST_LOOKED_AT} at the most`,
      );
    }
    const looked = Math.min(MOST_LOOKED_AT, Math.max(FEWEST_LOOKED_AT, 2 * count));
    // A setting takes no parameter; the planner would scan a small table.
    await query(`SET hnsw.ef_search = ${looked}`);
    await query("SET enable_seqscan = off");
  }
  const distance = isApproximate
    ? dialect.indexedDistance(column).distance
    : dialect.distance(column);
  const measure = measureOf(code, column), isMeasured = measure !== undefined;
  // Codes are told as text once few are left.
  const found = await query(
    `SELECT i.item, n.distance${isMeasured ? `, ${dialect.toText("c.code")} AS code` : ""} FROM ` +
      `(SELECT code_id, ${distance} AS distance FROM ${codes} ORDER BY ${
        isApproximate ? distance : "distance, code_id"
      } LIMIT CAST($2 AS int)) n JOIN ${items} i ON i.code_id = n.code_id ` +
      `${isMeasured ? `JOIN ${codes} c ON c.code_id = n.code_id ` : ""}` +
      "ORDER BY n.distance, i.item LIMIT CAST($2 AS int)",
    [dialect.encode(code, column), count],
  );
  return found.map(({ item, distance, code: text }) => ({
    item: Number(item),
    distance: measure?.(dialect.decode(String(text), column)) ?? Number(distance),
  })).sort((a, b) => a.distance - b.distance || a.item - b.item);
}

/** The distance of real values from some; undefined for bits, whose distance is a whole number anyway. */
function measureOf(
  code: Code,
  { metric, size }: CodeColumn,
): ((other: Code) => number) | undefined {
  if (metric === "hamming" || !(code instanceof Float32Array)) return undefined;
  const own = (values: Float32Array) => metric === "cosine" ? normalizedRows(values, size) : values;
  const query = own(code);
  return (other) => codeDistance(query, own(Float32Array.from(other)), metric);
}
