/** An index copied into PostgreSQL in WebAssembly with pgvector, beside its folder: one database for all. */
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readCollection } from "../../src/collections/read_collection.ts";
import {
  buildHnsw,
  copyCollection,
  type Database,
  openDatabase,
  parseDatabaseAddress,
  searchDatabase,
} from "../../src/databases/mod.ts";
import type { Dialect } from "../../src/databases/dialects/dialect.ts";
import { postgresDialect } from "../../src/databases/dialects/postgres_dialect.ts";
import { METRICS } from "../../src/retrieval/mod.ts";
import { inFolder } from "../in_folder.ts";
import { putFile } from "../put_file.ts";
import { writeDrawnIndex } from "./drawn_index.ts";
import { putPglite } from "./pglite_folder.ts";
import { abortedAfter, assertSameAnswers } from "./same_answers.ts";

/** One database for all, as making one takes long. */
interface Shared {
  readonly t: Deno.TestContext;
  readonly directory: string;
  readonly database: Database;
  /** The dialect of a server without pgvector. */
  readonly plain: Dialect;
}

Deno.test("PGlite answers as the folder does, whatever codes are compared by, with pgvector and without", async (t) => {
  await inFolder(async (directory) => {
    const path = join(directory, "db");
    await putPglite(path);
    await using database = await openDatabase(parseDatabaseAddress(`pglite:${path}`), {
      isNew: true,
    });
    const plain = postgresDialect({ hasVectors: false, name: database.name });
    const shared = { t, directory, database, plain };
    await answersAsFolder(shared);
    await goesOn(shared);
    await findsApproximately(shared);
    await keepsHalves(shared);
    await refusesFolders(shared);
  });
});

async function answersAsFolder({ t, directory, database, plain }: Shared): Promise<void> {
  const kinds = [undefined, ...METRICS];
  for (const [i, metric] of kinds.entries()) {
    const folder = join(directory, `index-${i}`);
    await writeDrawnIndex(folder, {
      count: 90,
      size: metric ? 3 : 19,
      ...(metric && { metric }),
    });
    const collection = await readCollection(folder);
    for (const dialect of [database.dialect, plain]) {
      const own = { ...database, dialect, table: `t${i}${dialect === plain ? "_plain" : ""}` };
      await t.step(`${metric ?? "bits"} in ${own.table}`, async () => {
        const { column } = await copyCollection(collection, own);
        assertEquals(
          column.layout,
          metric === undefined ? "bit" : dialect === plain ? "real[]" : "vector",
        );
        await assertSameAnswers(folder, await searchDatabase(own));
      });
    }
  }
}

async function goesOn({ t, directory, database }: Shared): Promise<void> {
  const { name } = database;
  await t.step("a copying goes on after the batches that are there, whole or not", async () => {
    const folder = join(directory, "long"), own = { ...database, table: "long" };
    await writeDrawnIndex(folder, { count: 2100, size: 16 });
    const collection = await readCollection(folder);
    const begun = await copyCollection(collection, own, { signal: abortedAfter(1) });
    assertEquals([begun.before, begun.done], [0, 1000]);
    await assertRejects(
      () => searchDatabase(own),
      Error,
      `Cannot search ${name}: the copying of its collection has not ended; the same command goes on`,
    );
    await assertRejects(() => buildHnsw(own), Error, `in ${name}: it is not whole`);
    assertEquals((await copyCollection(collection, own)).before, 1000);
    await assertSameAnswers(folder, await searchDatabase(own));
  });
}

async function findsApproximately({ t, database, plain }: Shared): Promise<void> {
  const { name } = database;
  await t.step(
    "an approximate index is measured when it is made, and searched where one asks for it",
    async () => {
      const own = { ...database, table: "long" };
      await assertRejects(
        () => searchDatabase(own, { isApproximate: true }),
        Error,
        `Cannot search ${name} approximately: it has no approximate index; "index" makes one`,
      );
      const { recall, queries } = await buildHnsw(own);
      assertEquals(queries, 100);
      assert(recall > 0.9 && recall <= 1, `${recall}`);
      assertEquals(await buildHnsw(own), { recall, queries });
      const exact = await searchDatabase(own);
      const near = await searchDatabase(own, { isApproximate: true });
      const [first] = await exact.byItem(5, { count: 1 });
      assertEquals((await near.byItem(5, { count: 20 }))[0].distance, first.distance);
      await assertRejects(
        () => near.byItem(5, { count: 1000 }),
        RangeError,
        `Cannot search ${name} approximately for 1001 items: expected 1000 at the most`,
      );
      const plan = await database.query(
        `EXPLAIN SELECT code_id FROM long_codes ORDER BY code <~> '${"01".repeat(8)}' LIMIT 3`,
      );
      assertMatch(JSON.stringify(plan), /Index Scan using long_hnsw/);
      await assertRejects(
        () => buildHnsw({ ...own, dialect: plain }),
        TypeError,
        `Cannot make an approximate index in ${name}: it has no pgvector`,
      );
    },
  );
}

async function keepsHalves({ t, directory, database, plain }: Shared): Promise<void> {
  const { name } = database;
  await t.step("halves of floats find nearly the same, and are no layout of bits", async () => {
    const folder = join(directory, "index-1"), own = { ...database, table: "halves" };
    const collection = await readCollection(folder);
    const { column } = await copyCollection(collection, own, { isHalf: true });
    assertEquals(column.layout, "halfvec");
    // Quarters are exact in them.
    await assertSameAnswers(folder, await searchDatabase(own));
    const bits = await readCollection(join(directory, "index-0"));
    const refused = (why: string) => `Cannot keep codes in halves of floats in ${name}: ${why}`;
    const table = "halves_of_bits";
    await assertRejects(
      () => copyCollection(bits, { ...database, table }, { isHalf: true }),
      TypeError,
      refused("they are bits"),
    );
    await assertRejects(
      () => copyCollection(collection, { ...own, dialect: plain }, { isHalf: true }),
      TypeError,
      refused("it has no pgvector"),
    );
    await assertRejects(
      () => copyCollection(collection, own),
      Error,
      `Cannot copy into ${name}: its table halves holds codes as halfvec, expected vector;`,
    );
  });
}

async function refusesFolders({ t, directory, database: { name } }: Shared): Promise<void> {
  await t.step("a folder that is open already, or of something else, is refused", async () => {
    await assertRejects(
      () => openDatabase(parseDatabaseAddress(name), { isNew: false }),
      Error,
      `Cannot open ${name}: another command has it open, and it takes one at a time`,
    );
    const none = join(directory, "none"), other = join(directory, "other");
    await assertRejects(
      () => openDatabase(parseDatabaseAddress(`pglite:${none}`), { isNew: false }),
      Error,
      `Cannot search pglite:${none}: there is no database`,
    );
    await putFile(join(other, "notes.txt"), "");
    await assertRejects(
      () => openDatabase(parseDatabaseAddress(`pglite:${other}`), { isNew: true }),
      Error,
      `Cannot use pglite:${other}: the folder is not empty, and holds no database`,
    );
  });
}
