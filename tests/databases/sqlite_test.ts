/** An index copied into a file of SQLite, beside its folder. */
import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readCollection } from "../../src/collections/read_collection.ts";
import {
  buildHnsw,
  copyCollection,
  openDatabase,
  parseDatabaseAddress,
  searchDatabase,
} from "../../src/databases/mod.ts";
import { METRICS } from "../../src/retrieval/mod.ts";
import { inFolder } from "../in_folder.ts";
import { writeDrawnIndex } from "./drawn_index.ts";
import { abortedAfter, assertSameAnswers } from "./same_answers.ts";

const open = (path: string, { table = "isthmus", isNew = true } = {}) =>
  openDatabase(parseDatabaseAddress(`sqlite:${path}#${table}`), { isNew });

Deno.test("a file of SQLite answers as the folder does, ties and all, by bits and by all distances", async () => {
  await inFolder(async (directory) => {
    const path = join(directory, "made/all.db");
    const kinds = [undefined, ...METRICS];
    for (const [i, metric] of kinds.entries()) {
      const folder = join(directory, `index-${i}`);
      await writeDrawnIndex(folder, {
        count: 120,
        size: metric ? 3 : 19,
        ...(metric && { metric }),
      });
      const table = `t${i}`;
      {
        await using database = await open(path, { table });
        const { done, before } = await copyCollection(await readCollection(folder), database);
        assertEquals([done, before], [120, 0]);
      }
      await using copy = await searchDatabase(await open(path, { table, isNew: false }));
      await assertSameAnswers(folder, copy);
    }
  });
});

Deno.test("a copying that was interrupted is not found, goes on, and is then as one that was not", async () => {
  await inFolder(async (directory) => {
    const folder = join(directory, "index"), path = join(directory, "a.db");
    await writeDrawnIndex(folder, { count: 2100, size: 16 });
    const collection = await readCollection(folder);
    for (const [looks, before, done] of [[1, 0, 1000], [1, 1000, 2000]]) {
      await using database = await open(path);
      const end = await copyCollection(collection, database, { signal: abortedAfter(looks) });
      assertEquals([end.before, end.done], [before, done]);
      await assertRejects(
        () => searchDatabase(database),
        Error,
        `Cannot search sqlite:${path}#isthmus: the copying of its collection has not ended; the same command`,
      );
    }
    await using database = await open(path);
    // Lines that another copying has written in the meantime are left as they are.
    assertEquals((await copyCollection(collection, database)).before, 2000);
    assertEquals((await copyCollection(collection, database)).before, 2100);
    await assertSameAnswers(folder, await searchDatabase(database));
  });
});

Deno.test("a file or a table of something else is refused in one sentence, and stays as it is", async () => {
  await inFolder(async (directory) => {
    const text = join(directory, "notes.txt"), none = join(directory, "none.db");
    await Deno.writeTextFile(text, "notes");
    await assertRejects(
      () => open(text),
      Error,
      `Cannot use sqlite:${text}#isthmus: it is no file of SQLite`,
    );
    await assertRejects(
      () => open(none, { isNew: false }),
      Error,
      `Cannot search sqlite:${none}#isthmus: there is no file`,
    );
    const path = join(directory, "a.db"), folder = join(directory, "index");
    await writeDrawnIndex(folder, { count: 9, size: 8 });
    const collection = await readCollection(folder);
    await using database = await open(path);
    const name = `sqlite:${path}#isthmus`;
    await assertRejects(
      () => searchDatabase(database),
      Error,
      `Cannot search ${name}: it has no collection in a table isthmus; "index DIR --to" would copy one`,
    );
    await database.query("CREATE TABLE other (one int)");
    await assertRejects(
      () => copyCollection(collection, { ...database, table: "other" }),
      Error,
      `Cannot use ${name}: its table other holds no collection`,
    );
    await assertRejects(
      () => copyCollection(collection, database, { isHalf: true }),
      TypeError,
      `Cannot keep codes in halves of floats in ${name}: SQLite has no such column`,
    );
    await copyCollection(collection, database);
    await assertRejects(
      () => buildHnsw(database),
      TypeError,
      `Cannot make an approximate index in ${name}: it has no pgvector`,
    );
    await assertRejects(
      () => searchDatabase(database, { isApproximate: true }),
      Error,
      `Cannot search ${name} approximately: it has no approximate index`,
    );
    const refused = async (index: Partial<Parameters<typeof writeDrawnIndex>[1]>, why: string) => {
      const other = await Deno.makeTempDir({ dir: directory });
      await writeDrawnIndex(other, { count: 9, size: 8, ...index });
      const own = await readCollection(other);
      await assertRejects(
        () => copyCollection(own, database),
        Error,
        `Cannot copy into ${name}: its table isthmus ${why}; name another behind #, or drop that one`,
      );
    };
    await refused({ size: 9 }, "holds codes of 8 bits, expected 9 bits");
    await refused({ metric: "cosine" }, "holds codes of 8 bits, expected 8 values");
    await refused({ encoderEnd: [0] }, "holds codes of another encoder, its encoder changed");
    await refused({ seed: 1 }, "holds another index by that encoder");
    const search = await searchDatabase(database);
    await assertRejects(() => search.byItem(9, { count: 1 }), RangeError, "it has no item 10");
    await assertRejects(
      async () => await search.byCode(Float32Array.of(1), { count: 1 }),
      RangeError,
      `Cannot search ${name} by a code of 1 values: expected 8 finite numbers`,
    );
    await database.query("UPDATE isthmus_files SET bytes = unhex('00') WHERE path LIKE 'onnx%'");
    await assertRejects(
      () => search.file("onnx/encoder_model.onnx"),
      Error,
      `Cannot search ${name}: its onnx/encoder_model.onnx is not the file that its index.json tells of`,
    );
  });
});
