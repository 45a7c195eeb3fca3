/** The two commands of an index, as they are typed. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { decode } from "fast-png";
import { createRng } from "../../src/core/rng.ts";
import { encodeNpy } from "../../src/data/mod.ts";
import { trainSmall } from "../workflows/retrieval/train_small.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const at = (...parts: string[]) => join(directory, ...parts);

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** Pictures [90, 6, 6] that are bright on one side. */
const rng = createRng(4);
const values = Uint8Array.from(
  { length: 90 * 36 },
  (_, i) => ((i % 6 < 3) === (Math.floor(i / 36) % 2 === 0) ? 180 : 10) + 60 * rng.uniform(),
);
const pictures = at("pictures.npy"), texts = at("texts.jsonl");
Deno.writeFileSync(pictures, encodeNpy({ shape: [90, 6, 6, 1], values }));
const lines = Array.from({ length: 40 }, (_, i) => ({
  text: i % 2 ? `<b>salt & water</b> ${i}` : "bread, butter\nand more",
  label: i % 2 ? "sea" : "land",
}));
Deno.writeTextFileSync(texts, lines.map((line) => JSON.stringify(line)).join("\n"));

const drawn = await trainSmall(directory, { name: pictures }, { name: "pictures" });
const read = await trainSmall(directory, { name: texts }, {
  ...{ name: "texts", model: { loss: "categorical-cross-entropy" } },
});

Deno.test("a run becomes an index, which answers with a table, as JSON, as a picture and as a page", async () => {
  const out = at("drawn");
  const made = await isthmus("index", drawn.directory, "--data", pictures, "--out", out);
  assertEquals([made.code, made.stdout], [
    0,
    `Indexed 90 examples by codes of 2 values, euclidean, to ${out}\n` +
    `Ask it with: deno task isthmus search ${out} --image FILE\n`,
  ]);
  const picture = at("made/found.png"), page = at("made/found.html");
  const found = await isthmus("search", out, "--row", "5", "--count", "12", "--out", picture);
  assertEquals(found.code, 0, found.stderr);
  const [head, , columns, ...rows] = found.stdout.split("\n");
  assertEquals([head, columns], ["Nearest to item 5:", "item  distance"]);
  assertMatch(rows[0], /^\d+ +\d\.\d{4}$/);
  // Ten pictures beside each other, of 6 × 6, nine times as large, under the query, with gaps of two.
  const { width, height } = decode(await Deno.readFile(picture));
  assertEquals([width, height], [(10 * 8 - 2) * 9, (3 * 8 - 2) * 9]);
  const json = await isthmus("search", out, "--row", "5", "--count", "12", "--json", "--out", page);
  const result = JSON.parse(json.stdout);
  assertEquals([result.index, result.query, result.metric, result.found.length], [
    ...[out, "item 5", "euclidean", 12],
  ]);
  assertEquals(Object.keys(result.found[0]), ["row", "id", "distance"]);
  assert(rows[0].startsWith(String(result.found[0].row)));
  const html = await Deno.readTextFile(page);
  assertEquals(html.match(/<img [^>]*src="data:image\/png;base64,/g)?.length, 13);
  assert(!/(?:src|href)="http/.test(html));
  const words = await isthmus("search", out, "--row", "5", "--shortlist", "9");
  assertEquals([words.code, words.stderr], [
    1,
    `Cannot sort what is found in ${out} by words: it holds images\n`,
  ]);
});

Deno.test("texts are found by words in a table and on a page, which shows them as they are", async () => {
  const out = at("read"), page = at("read.html");
  const made = await isthmus("index", read.directory, "--data", texts, "--bits", "--out", out);
  assertMatch(
    made.stdout,
    /^Indexed 40 examples by codes of 2 bits, to .*\n[1-4] different codes; [012] of 2 bits never changes?; the rarer value of a bit has [\d.]+ % of the codes in the mean\n/,
  );
  const found = await isthmus("search", out, "--text", "the salt, the zzz", "--out", page);
  assertEquals(found.code, 0, found.stderr);
  assertMatch(found.stderr, /^Note: Left out of the query: zzz, not among the \d that/);
  assertMatch(
    found.stdout,
    /^Nearest to "the salt, the zzz":\n\nitem {2}class {2}distance {2}text\n/,
  );
  assertMatch(found.stdout, /\n\d+ +sea +0 {2}<b>salt & water<\/b> \d+\n/);
  const html = await Deno.readTextFile(page);
  assertMatch(html, /&lt;b&gt;salt &amp; water/);
  assertMatch(html, /bits that differ, of 2/);
  const two = await isthmus(
    ...["search", out, "--text", "salt", "--shortlist", "9", "--count", "2", "--out", page],
  );
  assertMatch(two.stdout, /\n\d+ +sea +0\.\d{4} {2}<b>salt & water<\/b> \d+\n/);
  assertMatch(await Deno.readTextFile(page), /cosine distance of their words among the nearest/);
  const sheet = await isthmus("search", out, "--text", "salt", "--out", at("read.png"));
  assertEquals([sheet.code, sheet.stderr], [
    1,
    `Cannot draw what was found in ${out}: it holds no images; give --out FILE.html\n`,
  ]);
  const empty = await isthmus("search", out, "--text", "");
  assertEquals([empty.code, empty.stdout, empty.stderr], [
    ...[1, "", `Cannot search ${out} with an empty text: expected words of two letters or more\n`],
  ]);
});

Deno.test("a run that is not finished is not indexed, and what is no index is not searched", async () => {
  const begun = at("begun");
  await Deno.mkdir(begun);
  await Deno.copyFile(join(drawn.directory, "config.json"), join(begun, "config.json"));
  const { code, stderr } = await isthmus("index", begun, "--out", at("never"));
  assertEquals(code, 1);
  assertMatch(stderr, /^Cannot use .*begun: its training did not finish; /);
  const none = await isthmus("search", begun, "--row", "1");
  assertEquals([none.code, none.stderr], [
    1,
    `Cannot search ${begun}: it holds no index; "index RUN --out ${begun}" would write one\n`,
  ]);
});
