/**
 * Prints what a search of codes of bits takes in each engine beside the search in memory, as a Markdown table.
 *
 * Options: --count N (10,000 unless given), --queries N (100), --hnsw for approximate indexes too, --only
 * NAME,NAME (scan, sqlite, pglite, postgres, faiss). PostgreSQL and faiss are those of Debian's packages,
 * where they are installed.
 */
import { join } from "@std/path";
import { parseArgs } from "node:util";
import { encodeNpy } from "../src/data/mod.ts";
import type { BitCodes } from "../src/retrieval/mod.ts";
import { clusteredCodes } from "../tests/bench/databases/clustered_codes.ts";
import {
  type EngineTime,
  engineTime,
  type Measured,
} from "../tests/bench/databases/engine_time.ts";
import { measureDatabase, measureScan } from "../tests/bench/databases/measure_engines.ts";
import { findPostgres, startPostgres } from "../tests/databases/start_postgres.ts";

/** All that the engines are measured on. */
interface Task {
  readonly codes: BitCodes;
  readonly queries: readonly BitCodes[];
  readonly hasHnsw: boolean;
  /** A folder for what they write. */
  readonly directory: string;
}

/** The bytes of the tables of a collection in PostgreSQL. */
const POSTGRES_SIZE = "SELECT CAST(sum(pg_total_relation_size(c)) AS float8) AS bytes FROM " +
  "unnest(ARRAY['isthmus_codes', 'isthmus_items']::regclass[]) AS c";

const engines: Readonly<Record<string, (task: Task) => Promise<Record<string, Measured>>>> = {
  async sqlite({ directory, ...task }) {
    const sizeOf =
      "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size";
    const address = `sqlite:${join(directory, "a.db")}`;
    return named("SQLite", await measureDatabase(address, { ...task, sizeOf, hasHnsw: false }));
  },
  async pglite({ directory, ...task }) {
    const address = `pglite:${join(directory, "pglite")}`;
    return named("PGlite", await measureDatabase(address, { ...task, sizeOf: POSTGRES_SIZE }));
  },
  async postgres({ directory: _directory, ...task }) {
    const bin = findPostgres();
    if (!bin) return {};
    await using server = await startPostgres(bin);
    const { user, password, port } = server;
    const address = `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
    const options = { ...task, sizeOf: POSTGRES_SIZE, hasHnsw: false };
    const version = bin.match(/\d+/)?.[0] ?? "";
    return named(`PostgreSQL ${version}`, await measureDatabase(address, options));
  },
  async faiss({ codes, queries, hasHnsw, directory }) {
    const [known, asked] = [join(directory, "codes.npy"), join(directory, "queries.npy")];
    const size = codes.bits / 8, all = new Uint8Array(queries.length * size);
    queries.forEach(({ bytes }, i) => all.set(bytes, i * size));
    const npy = (values: Uint8Array<ArrayBuffer>) =>
      encodeNpy({ shape: [values.length / size, size], values });
    await Deno.writeFile(known, npy(codes.bytes));
    await Deno.writeFile(asked, npy(all));
    const script = new URL("reference/search_faiss.py", import.meta.url).pathname;
    const { success, stdout } = await new Deno.Command("/usr/bin/python3", {
      args: [script, known, asked, ...(hasHnsw ? ["--graph"] : [])],
    }).output();
    if (!success) return {};
    const { version, exact, graph } = JSON.parse(new TextDecoder().decode(stdout));
    const count = codes.bytes.length / size;
    return {
      [`faiss ${version}`]: { ...exact, bytes: size * count },
      ...(graph && { [`faiss ${version}, HNSW`]: { ...graph, bytes: graph.bytes * count } }),
    };
  },
};

const { values: options } = parseArgs({
  args: Deno.args,
  options: {
    count: { type: "string", default: "10000" },
    queries: { type: "string", default: "100" },
    hnsw: { type: "boolean", default: false },
    only: { type: "string" },
  },
});
const count = Number(options.count), codes = clusteredCodes(count, { draw: "codes" });
const all = clusteredCodes(Number(options.queries), { draw: "queries" }), size = codes.bits / 8;
const queries = Array.from({ length: Number(options.queries) }, (_, i) => ({
  bits: codes.bits,
  bytes: all.bytes.slice(i * size, (i + 1) * size),
}));
const scan = await measureScan(codes, queries), exact = scan.distances;
console.log(
  "| engine | codes | codes a second | bytes a code | p50, ms | p99, ms | recall@10 |\n" +
    "| :----- | ----: | -------------: | -----------: | ------: | ------: | --------: |",
);
print(engineTime("the search in memory", scan, { count, exact }));
for (const [name, measure] of Object.entries(engines)) {
  if (options.only && !options.only.split(",").includes(name)) continue;
  const directory = await Deno.makeTempDir();
  try {
    const measured = await measure({ codes, queries, hasHnsw: options.hnsw, directory });
    for (const [engine, figures] of Object.entries(measured)) {
      print(engineTime(engine, figures, { count, exact }));
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

function named(
  engine: string,
  { exact, hnsw }: { readonly exact: Measured; readonly hnsw?: Measured },
): Record<string, Measured> {
  return { [engine]: exact, ...(hnsw && { [`${engine}, HNSW`]: hnsw }) };
}

function print({ engine, count, perSecond, bytes, p50, p99, recall }: EngineTime): void {
  const whole = (value: number) => Math.round(value).toLocaleString("en");
  const milliseconds = (value: number) => value >= 100 ? value.toFixed(0) : value.toPrecision(2);
  const cells = [engine, whole(count), Number(perSecond.toPrecision(2)).toLocaleString("en")];
  const rest = [whole(bytes), milliseconds(p50), milliseconds(p99), recall.toFixed(3)];
  console.log(`| ${[...cells, ...rest].join(" | ")} |`);
}
