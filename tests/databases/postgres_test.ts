/** Indexes on a PostgreSQL server without pgvector, of Debian's packages, asked by several clients at once. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readCollection } from "../../src/collections/read_collection.ts";
import {
  copyCollection,
  type Database,
  openDatabase,
  parseDatabaseAddress,
  searchDatabase,
} from "../../src/databases/mod.ts";
import { METRICS } from "../../src/retrieval/mod.ts";
import { copyIndex } from "../../src/workflows/retrieval/copy_index.ts";
import { openCollection } from "../../src/workflows/retrieval/open_collection.ts";
import { inFolder } from "../in_folder.ts";
import { writeDrawnIndex } from "./drawn_index.ts";
import { assertSameAnswers } from "./same_answers.ts";
import { findPostgres, freePort, type PostgresServer, startPostgres } from "./start_postgres.ts";

const bin = findPostgres();
const skipped = bin ? "" : " (skipped: no /usr/lib/postgresql/*/bin/initdb)";

/** The address of a table on a server. */
function addressOf(
  server: Pick<PostgresServer, "port" | "user" | "password">,
  { table = "isthmus", database = "postgres" } = {},
): string {
  const { port, user, password } = server;
  return `postgres://${user}:${
    encodeURIComponent(password)
  }@127.0.0.1:${port}/${database}#${table}`;
}

interface Shared {
  readonly t: Deno.TestContext;
  readonly directory: string;
  readonly server: PostgresServer;
}

Deno.test({
  name: `a PostgreSQL server answers as the folder does, to several clients at once${skipped}`,
  ignore: !bin,
  async fn(t) {
    await using server = await startPostgres(bin!);
    await inFolder(async (directory) => {
      await answersAsFolder({ t, directory, server });
      await servesSeveral({ t, directory, server });
      await refuses({ t, directory, server });
    });
  },
});

function open(
  server: Pick<PostgresServer, "port" | "user" | "password">,
  options: { readonly table?: string; readonly database?: string } = {},
): Promise<Database> {
  return openDatabase(parseDatabaseAddress(addressOf(server, options)), { isNew: true });
}

async function answersAsFolder({ t, directory, server }: Shared): Promise<void> {
  const kinds = [undefined, ...METRICS];
  for (const [i, metric] of kinds.entries()) {
    const folder = join(directory, `index-${i}`);
    const size = metric ? 3 : 19;
    await writeDrawnIndex(folder, { count: 90, size, ...(metric && { metric }) });
    await t.step(metric ?? "bits", async () => {
      await using database = await open(server, { table: `t${i}` });
      const { column } = await copyCollection(await readCollection(folder), database);
      assertEquals(column.layout, metric ? "real[]" : "bit");
      await assertSameAnswers(folder, await searchDatabase(database));
    });
  }
}

async function servesSeveral({ t, directory, server }: Shared): Promise<void> {
  await t.step(
    "four clients search while two others write the same index, into one table",
    async () => {
      const folder = join(directory, "long"), asked = join(directory, "index-0");
      await writeDrawnIndex(folder, { count: 3100, size: 64 });
      const collection = await readCollection(folder);
      const write = async () => {
        await using database = await open(server, { table: "long" });
        return await copyCollection(collection, database);
      };
      const search = async () => {
        await using copy = await openCollection(addressOf(server, { table: "t0" }));
        await assertSameAnswers(asked, copy);
      };
      const ends = await Promise.all([write(), write(), ...[1, 2, 3, 4].map(search)]);
      assertEquals([ends[0]?.done, ends[1]?.done], [3100, 3100]);
      await using copy = await openCollection(addressOf(server, { table: "long" }));
      await assertSameAnswers(folder, copy);
    },
  );
}

async function refuses({ t, directory, server }: Shared): Promise<void> {
  await t.step(
    "what a server refuses is said in one sentence, without the password",
    async () => {
      const at = `postgres://tester@127.0.0.1:${server.port}`;
      const refused = async (opened: Promise<Database>, sentence: string) => {
        const error = await assertRejects(() => opened, Error);
        assertEquals(error.message, sentence);
        assert(!/p@ss|p%40ss|wrong/.test(error.message));
      };
      await refused(
        open({ ...server, password: "wrong" }),
        `Cannot reach ${at}/postgres#isthmus: the server refuses the password of tester, or that user`,
      );
      await refused(
        open(server, { database: "none" }),
        `Cannot reach ${at}/none#isthmus: the server has no database none`,
      );
      const port = freePort();
      await refused(
        open({ ...server, port }),
        `Cannot reach postgres://tester@127.0.0.1:${port}/postgres#isthmus: no server answers at 127.0.0.1:${port}`,
      );
      const folder = join(directory, "index-0");
      await assertRejects(
        () =>
          copyIndex(folder, {
            address: parseDatabaseAddress(addressOf(server)),
            ...{ isHalf: false, hasHnsw: true },
          }),
        TypeError,
        `Cannot make an approximate index in ${at}/postgres#isthmus: it has no pgvector`,
      );
      await using owner = await open(server);
      await owner.query("CREATE ROLE guest LOGIN PASSWORD 'guest'");
      await using guest = await open({ ...server, user: "guest", password: "guest" }, {
        table: "t0",
      });
      const name = `postgres://guest@127.0.0.1:${server.port}/postgres#t0`;
      await assertRejects(
        () => searchDatabase(guest),
        Error,
        `Cannot use ${name}: guest may not do that there (permission denied for table t0)`,
      );
      await assertRejects(
        async () => await copyCollection(await readCollection(folder), { ...guest, table: "own" }),
        Error,
        `Cannot use ${name}: guest may not do that there (permission denied for schema public)`,
      );
    },
  );
}
