/** Commands on a run of a table with words, dates and truths: they write it as it was read. */
import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const run = join(directory, "run"), table = join(directory, "orders.csv");

await Deno.writeTextFile(
  table,
  "id,shop,amount,day,gift\n" + Array.from({ length: 80 }, (_, i) => {
    const shop = ["north", "south"][i % 2];
    return `o${i},${shop},${(i % 2 ? 200 : 10) + i % 7},2026-01-${10 + i % 20},${i % 3 === 0}\n`;
  }).join(""),
);

const training = isthmus(
  "train",
  ...["strokes-2", "--data", table, "--epochs", "2", "--batch-size", "8", "--out", run],
  ...["data.scale=standard", "model.nodes=[8]", "model.loss=null", "model.likelihood.type=mixed"]
    .flatMap((assignment) => ["--set", assignment]),
);

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const words = "(north|south)", number = "-?[\\d.e-]+", day = "\\d{4}-\\d{2}-\\d{2}";
const truth = "(true|false)";

Deno.test("reconstruct writes words, dates and truths, the likeliest ones", async () => {
  const { code, stderr } = await training;
  assertEquals(code, 0, stderr);
  const out = join(directory, "rows.csv");
  assertEquals((await isthmus("reconstruct", run, "--out", out)).code, 0);
  const [head, ...rows] = (await Deno.readTextFile(out)).trimEnd().split("\n");
  const names = ["shop", "amount", "day", "gift"].flatMap((name) => [
    name,
    `${name} (reconstructed)`,
  ]);
  assertEquals(head, ["id", ...names].join());
  assertEquals(rows.length, 8);
  const cells = [words, number, day, truth].flatMap((cell) => [cell, cell]);
  for (const row of rows) assertMatch(row, new RegExp(`^o\\d+,${cells.join()}$`));
});

Deno.test("what generate writes is read again by every command, from each kind of file", async () => {
  await training;
  for (const ending of ["csv", "parquet"]) {
    const out = join(directory, `new.${ending}`);
    const count = ["--count", "6", "--components", "2"];
    assertEquals((await isthmus("generate", run, ...count, "--out", out)).code, 0);
    const { code, stdout, stderr } = await isthmus("score", run, "--data", out, "--json");
    assertEquals([code, JSON.parse(stdout).examples], [0, 6], stderr);
    assertEquals(stderr, "");
  }
});

Deno.test("a word that the training did not have is refused, with its place", async () => {
  await training;
  const other = join(directory, "other.csv");
  await Deno.writeTextFile(other, "id,shop,amount,day,gift\na,west,1,2026-01-01,true\n");
  const { code, stderr } = await isthmus("score", run, "--data", other);
  assertEquals(code, 1);
  assertMatch(
    stderr,
    /row 2, column "shop" holds "west", expected one of the words of the training/,
  );
});
