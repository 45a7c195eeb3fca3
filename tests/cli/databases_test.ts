/** Indexes in databases, as one types it. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { trainSmall } from "../workflows/retrieval/train_small.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const at = (...parts: string[]) => join(directory, ...parts);

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const lines = Array.from({ length: 40 }, (_, i) => ({
  text: i % 2 ? `<b>salt & water</b> ${i}` : "bread, butter\nand more",
  label: i % 2 ? "sea" : "land",
}));
const texts = at("texts.jsonl");
Deno.writeTextFileSync(texts, lines.map((line) => JSON.stringify(line)).join("\n"));
const run = await trainSmall(directory, { name: texts }, {
  ...{ name: "texts", model: { loss: "categorical-cross-entropy" } },
});

Deno.test("a run is indexed into a folder and on into a database, which answers as the folder does", async () => {
  const out = at("index"), address = `sqlite:${at("all.db")}#news`;
  const options = ["--data", texts, "--bits", "--out", out, "--to", address];
  const made = await isthmus("index", run.directory, ...options);
  assertEquals(made.code, 0, made.stderr);
  assertMatch(made.stdout, /^Copied 40 items, of [1-4] different codes, to sqlite:.*#news\n/);
  assert(made.stdout.includes(`\nAsk it with: deno task isthmus search '${address}' --row 1\n`));
  const again = await isthmus("index", run.directory, ...options);
  assertMatch(again.stderr, /^Note: .* holds an index by the encoder of .*, which is copied as it/);
  assertMatch(again.stderr, /\nNote: All 40 items were there before\.\n$/);
  for (
    const query of [
      ["--text", "the salt, the zzz"],
      ["--text", "salt bread", "--shortlist", "30", "--count", "7"],
      ["--row", "3", "--shortlist", "9"],
      ["--row", "2"],
    ]
  ) {
    const [folder, database] = [
      await isthmus("search", out, ...query, "--json"),
      await isthmus("search", address, ...query, "--json"),
    ];
    assertEquals(database.code, 0, database.stderr);
    const { index, ...found } = JSON.parse(database.stdout);
    assertEquals(index, address);
    assertEquals({ index: out, ...found }, JSON.parse(folder.stdout));
    assertEquals(database.stderr, folder.stderr);
  }
  const page = at("found.html");
  const shown = await isthmus("search", address, "--text", "salt", "--out", page);
  assertEquals(shown.code, 0, shown.stderr);
  assertMatch(await Deno.readTextFile(page), /&lt;b&gt;salt &amp; water/);
  // An index that is there is copied without its run.
  const copied = await isthmus("index", out, "--to", `sqlite:${at("all.db")}#more`, "--json");
  const { to, count, layout } = JSON.parse(copied.stdout);
  assertEquals([to, count, layout], [`sqlite:${at("all.db")}#more`, 40, "blob"]);
});

Deno.test("a server is reached by the tasks that may, and what cannot be asked is refused", async () => {
  const address = "postgres://ann:secret@192.0.2.1:1/news";
  const refused = async (sentence: string, code: number, ...args: readonly string[]) => {
    const ended = await isthmus(...args);
    assertEquals([ended.code, ended.stderr.split("\n")[0]], [code, sentence]);
  };
  const away =
    "Cannot reach postgres://ann@192.0.2.1:1/news: this task may not reach the network; " +
    "deno task index and deno task search may";
  await refused(away, 1, "search", address, "--row", "1");
  const { tasks } = JSON.parse(
    await Deno.readTextFile(new URL("../../deno.json", import.meta.url)),
  );
  assertMatch(tasks.index.command, / --allow-net src\/cli\/main\.ts index$/);
  assertMatch(tasks.search.command, / --allow-net src\/cli\/main\.ts search$/);
  assert(tasks.isthmus.command.includes(" --allow-net=127.0.0.1 "));
  const folder = at("own");
  const made = await isthmus("index", run.directory, "--data", texts, "--out", folder);
  assertEquals(made.code, 0, made.stderr);
  await refused(away, 1, "index", folder, "--to", address);
  await refused(
    `Cannot search ${folder} approximately: the index of a folder is exact`,
    ...[1, "search", folder, "--row", "1", "--hnsw"] as const,
  );
  await refused(
    "Cannot use --hnsw without --to: a folder has no such index",
    ...[2, "index", run.directory, "--hnsw", "--out", folder] as const,
  );
  await refused(
    "Cannot use --bits with --to and without --out: an index that is there is copied as it is",
    ...[2, "index", folder, "--bits", "--to", "sqlite:a.db"] as const,
  );
  await refused(
    `Cannot search ${run.directory}: it holds no index; "index RUN --out ${run.directory}" would write one`,
    ...[1, "index", run.directory, "--to", `sqlite:${at("never.db")}`] as const,
  );
  assertEquals(await Deno.stat(at("never.db")).catch(() => "none"), "none");
});
