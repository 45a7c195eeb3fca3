/** The command that writes a map, as it is typed. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

Deno.test("a collection becomes one page with its map, and its figures are printed", async () => {
  const out = join(directory, "maps", "strokes.html");
  const { code, stdout, stderr } = await isthmus(
    ...["map", "--data", "strokes", "--count", "60", "--beside", "pca", "--out", out],
  );
  assertEquals(code, 0, stderr);
  assertMatch(
    stdout,
    /^60 examples of strokes +trustworthiness +continuity +neighbours of the same class\nt-SNE of pixels +0\.\d{3} +0\.\d{3} +[01]\.\d{3}\nPCA of pixels +0[^\n]+\n\nWrote the map to /,
  );
  assertMatch(stderr, /60 of the \d+ examples are mapped/);
  const page = await Deno.readTextFile(out);
  const [, json] = page.match(/<script id="map-data" type="application\/json">([^]*?)<\/script>/)!;
  const { names, maps, thumbnails } = JSON.parse(json);
  assertEquals([names.length, maps.length, thumbnails.sheets.length], [60, 2, 1]);
  assert(!/(?:src|href)="http/.test(page));
});

Deno.test("a map of nothing, of two label columns or of another file is refused before any work", async () => {
  const refuses = async (message: RegExp, ...args: string[]) => {
    const { code, stderr } = await isthmus("map", ...args);
    assertEquals([code, message.test(stderr)], [2, true], stderr);
  };
  await refuses(/^Cannot run without RUN or --data/, "--out", "map.html");
  await refuses(
    /^Cannot write map.png: expected a file that ends in .html/,
    "a",
    "--out",
    "map.png",
  );
  await refuses(
    /^Cannot use --set or --label-column with RUN, which reads data as it was trained/,
    ...["a", "--label-column", "class", "--out", "map.html"],
  );
  await refuses(
    /--count 2: expected a whole number from 3 up/,
    "a",
    "--count",
    "2",
    "--out",
    "m.html",
  );
  await refuses(/--method sne: expected tsne or/, "a", "--method", "sne", "--out", "m.html");
});
