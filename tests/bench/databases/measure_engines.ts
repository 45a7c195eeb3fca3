import type { FolderCollection } from "../../../src/collections/read_collection.ts";
import {
  buildHnsw,
  copyCollection,
  type Database,
  openDatabase,
  parseDatabaseAddress,
} from "../../../src/databases/mod.ts";
import { nearestInDatabase } from "../../../src/databases/nearest_in_database.ts";
import { type BitCodes, searchBits } from "../../../src/retrieval/mod.ts";
import type { Measured } from "./engine_time.ts";

/** The number of items that are looked for. */
export const NEAREST = 10;

/** Measures the search in memory, from codes that are there as bytes. */
export async function measureScan(
  codes: BitCodes,
  queries: readonly BitCodes[],
): Promise<Measured> {
  const wasm = await Deno.readFile(new URL("../../../build/kernels/search.wasm", import.meta.url));
  const start = performance.now(), search = await searchBits(codes, { wasm });
  const seconds = (performance.now() - start) / 1000;
  return {
    ...{ seconds, bytes: codes.bytes.length },
    ...await timed(queries, (query) => {
      const { distances } = search.search(query, { count: NEAREST });
      return Promise.resolve([...distances]);
    }),
  };
}

/** Measures a database, by every code and, where it is wanted, by an approximate index beside. */
export async function measureDatabase(
  address: string,
  { codes, queries, hasHnsw, sizeOf }: {
    readonly codes: BitCodes;
    readonly queries: readonly BitCodes[];
    readonly hasHnsw: boolean;
    /** The bytes of all tables of the database, in a statement that names them `bytes`. */
    readonly sizeOf: string;
  },
): Promise<{ exact: Measured; hnsw?: Measured }> {
  await using database = await openDatabase(parseDatabaseAddress(address), { isNew: true });
  const start = performance.now();
  const { column } = await copyCollection(collectionOf(codes), database);
  const seconds = (performance.now() - start) / 1000;
  if (!address.startsWith("sqlite")) await database.query(`ANALYZE ${database.table}_codes`);
  const ask = (isApproximate: boolean) => async (query: BitCodes) => {
    const how = { column, count: NEAREST, isApproximate };
    return (await nearestInDatabase(database, query.bytes, how)).map(({ distance }) => distance);
  };
  const bytesOf = async () => Number((await database.query(sizeOf))[0].bytes);
  const exact = { seconds, bytes: await bytesOf(), ...await timed(queries, ask(false)) };
  if (!hasHnsw) return { exact };
  const built = await secondsOf(database);
  return {
    exact,
    hnsw: { seconds: seconds + built, bytes: await bytesOf(), ...await timed(queries, ask(true)) },
  };
}

/** The seconds that an approximate index takes, with the measuring of it. */
async function secondsOf(database: Database): Promise<number> {
  const start = performance.now();
  await buildHnsw(database);
  return (performance.now() - start) / 1000;
}

async function timed(
  queries: readonly BitCodes[],
  ask: (query: BitCodes) => Promise<number[]>,
): Promise<Pick<Measured, "milliseconds" | "distances">> {
  const milliseconds: number[] = [], distances: number[][] = [];
  // The first statement is prepared and what it reads is brought into memory.
  await ask(queries[0]);
  for (const query of queries) {
    const start = performance.now();
    distances.push(await ask(query));
    milliseconds.push(performance.now() - start);
  }
  return { milliseconds, distances };
}

/** Codes as an index without anything else. */
function collectionOf(codes: BitCodes): FolderCollection {
  const count = codes.bytes.length / (codes.bits / 8);
  return {
    directory: "codes",
    manifest: {
      ...{ format: 1, data: "codes", kind: "vectors", count, files: {} },
      codes: { type: "bits", size: codes.bits, threshold: 0 },
    },
    items: Array.from({ length: count }, (_, i) => ({ id: String(i + 1) })),
    codes,
    files: new Map(),
  };
}
