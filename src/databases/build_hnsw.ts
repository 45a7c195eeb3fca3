import type { Found } from "../retrieval/mod.ts";
import { type CollectionRow, readCollectionRow } from "./collection_row.ts";
import { searchDatabase } from "./search_database.ts";
import type { Database } from "./open_database.ts";
import { tablesOf } from "./tables.ts";

/** The number of items that are asked for, and the most that are asked by, to measure what is found. */
const NEAREST = 10, QUERIES = 100;

/**
 * Makes an approximate index of the codes of a whole collection, where there is none yet: a graph in which
 * near codes are neighbours (Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search
 * using hierarchical navigable small world graphs", 2018). Its recall is measured at once: the share of the
 * ten nearest items to some, spread over all, that it finds; one as far as the last of these counts.
 *
 * Throws a TypeError, one sentence, for a database without such indexes.
 */
export async function buildHnsw(database: Database): Promise<NonNullable<CollectionRow["hnsw"]>> {
  const { query, dialect, name, table } = database, { codes, collection, hnsw } = tablesOf(table);
  if (!dialect.hasHnsw) {
    throw new TypeError(`Cannot make an approximate index in ${name}: it has no pgvector`);
  }
  const row = await readCollectionRow(database);
  if (!row?.isWhole) {
    throw new Error(`Cannot make an approximate index in ${name}: it is not whole`);
  }
  if (row.hnsw) return row.hnsw;
  const { operators } = dialect.indexedDistance(row.column);
  await query(`CREATE INDEX IF NOT EXISTS ${hnsw} ON ${codes} USING hnsw (code ${operators})`);
  const { count } = row.manifest, queries = Math.min(QUERIES, count);
  // Until it is measured it is not said to be there, and no search goes by it.
  const exact = await searchDatabase(database);
  const near = await searchDatabase(database, { isApproximate: true, isUnmeasured: true });
  const asked = Array.from({ length: queries }, (_, i) => Math.floor(i * count / queries));
  const expected = new Map<number, Found[]>();
  for (const item of asked) expected.set(item, await exact.byItem(item, { count: NEAREST }));
  let right = 0, all = 0;
  for (const [item, nearest] of expected) {
    right += rightOf(await near.byItem(item, { count: NEAREST }), nearest);
    all += nearest.length;
  }
  const measured = { recall: all === 0 ? 1 : right / all, queries };
  await query(`UPDATE ${collection} SET hnsw = $1`, [JSON.stringify(measured)]);
  return measured;
}

/** The number of items that are no farther than the last of those that are expected. */
function rightOf(found: readonly Found[], expected: readonly Found[]): number {
  const farthest = expected.at(-1)?.distance ?? -Infinity;
  return found.filter(({ distance }) => distance <= farthest).length;
}
