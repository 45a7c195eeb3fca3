import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { base64Of } from "../../../src/site/pages/map/map_data_of.ts";
import { mapPage } from "../../../src/site/pages/map/map_page.ts";
import type { MapPageInput } from "../../../src/site/pages/map/map_page_input.ts";
import { renderMap } from "../../../src/site/render_map.ts";
import { floatsOfBase64, integersOfBase64 } from "../../../src/web/map/items/bytes_of_base64.ts";
import { readCollection } from "../../../src/web/map/items/collection.ts";
import type { MapData } from "../../../src/web/map/items/map_data.ts";

const EVIL = `</script><script>alert("1")</script> <!-- 'é' & \u2028 <b>`;
const options = { program: 'const a = "ä < b";', madeBy: "Isthmus <0>" };
const input: MapPageInput = {
  title: `Map of ${EVIL}`,
  maps: [
    { name: `Codes ${EVIL}`, caption: EVIL, positions: Float32Array.of(0, 1, -2.5, 3, 1e-3, 7) },
    {
      ...{ name: "Pixels", caption: "", positions: Float32Array.of(1, 1, 2, 2, 3, 3) },
      marks: [{ name: EVIL, x: 1.5, y: -2 }],
    },
  ],
  names: [EVIL, "two", ""],
  texts: [EVIL, "", "third"],
  labels: { classes: [1, -1, 0], classNames: ["cat", EVIL] },
  columns: { size: [1, NaN, 3], kind: ["b", "", "a"] },
  thumbnails: { shape: [3, 2, 2, 3], values: new Uint8Array(36).fill(9) },
};

/** The data of a page. */
function dataOf(html: string): MapData {
  const [, json] = html.match(/<script id="map-data" type="application\/json">([^]*?)<\/script>/)!;
  return JSON.parse(json);
}

Deno.test("a page holds all values of its map", async () => {
  const data = dataOf(await mapPage(input, options)), collection = readCollection(data);
  const { maps, names, texts, columns, title } = collection;
  assertEquals([title, names, texts], [input.title, input.names, input.texts]);
  assertEquals(maps, input.maps.map((map) => ({ marks: [], ...map })));
  assertEquals(columns, [
    {
      name: "label",
      kind: "classes",
      classNames: ["cat", EVIL],
      classes: Int32Array.of(1, -1, 0),
    },
    { name: "size", kind: "numbers", values: Float32Array.of(1, NaN, 3) },
    { name: "kind", kind: "classes", classNames: ["a", "b"], classes: Int32Array.of(1, -1, 0) },
  ]);
  const { sheets, ...layout } = data.thumbnails!;
  assertEquals([layout, sheets.length], [
    { width: 2, height: 2, columns: 2, perSheet: 2 * 2048 },
    1,
  ]);
});

Deno.test("no text of a map leaves its place on the page", async () => {
  const html = await mapPage(input, options);
  assertEquals(html.match(/<script/g)?.length, 2);
  assertEquals(html.match(/<\/script/g)?.length, 2);
  assert(!html.includes("<!-- '") && !html.includes("<b>") && !html.includes("<0>"));
  assertMatch(html, /<title>Map of &lt;\/script&gt;/);
  assert(html.includes("3 items on two maps."));
});

Deno.test("the policy allows the page's own program and style by their hashes, and no host", async () => {
  const html = await mapPage(input, options);
  const [, policy] = html.match(/http-equiv="Content-Security-Policy" content="(.*?)"/)!;
  const [, program] = html.match(/<script type="module">([^]*?)<\/script>/)!;
  const [, style] = html.match(/<style>([^]*?)<\/style>/)!;
  const hash = async (text: string) => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return btoa(String.fromCharCode(...new Uint8Array(digest)));
  };
  assertEquals(program, options.program);
  assertEquals(policy.replaceAll("&#39;", "'").split("; "), [
    "default-src 'none'",
    `script-src 'sha256-${await hash(program)}'`,
    `style-src 'sha256-${await hash(style)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ]);
  assert(!/https?:/.test(html));
});

Deno.test("numbers come back from base64 bit for bit", () => {
  const rng = createRng(4);
  for (const length of [0, 1, 2, 3, 1000]) {
    const floats = Float32Array.from({ length }, () => rng.normal() * 10 ** rng.integer(30));
    assertEquals(floatsOfBase64(base64Of(floats)), floats);
    const integers = Int32Array.from({ length }, () => rng.uint32());
    assertEquals(integersOfBase64(base64Of(integers)), integers);
  }
  assertEquals(base64Of(Float32Array.of(1)), "AACAPw==");
});

Deno.test("the program that is built fits into a page", async () => {
  const html = await renderMap({ title: "One", maps: [input.maps[0]], names: ["a", "b", "c"] });
  assertMatch(html, /Copyright \(c\) 2026 the Isthmus authors/);
  assert(html.length < 60_000, `${html.length} characters`);
  assertEquals(dataOf(html).columns, []);
});

Deno.test("a program that would end its element is refused", async () => {
  const program = "// </Script>";
  await assertRejects(() => mapPage(input, { ...options, program }), RangeError, "its program");
});

const [map] = input.maps;
const wrong: readonly [string, Partial<MapPageInput>][] = [
  ["it has no items", { names: [] }],
  ["expected one map or two, got 0", { maps: [] }],
  ["expected one map or two, got 3", { maps: [map, map, map] }],
  [`positions [3, 2] of "A", got 4 values`, {
    maps: [{ ...map, name: "A", positions: new Float32Array(4) }],
  }],
  [`finite positions [3, 2] of "A", got NaN for 1`, {
    maps: [{ ...map, name: "A", positions: Float32Array.of(0, 0, NaN, 0, 0, 0) }],
  }],
  ["expected 3 texts, one for each item, got 1", { texts: ["a"] }],
  ["expected 3 labels, one for each item, got 1", { labels: { classes: [0] } }],
  [`expected 3 values of "size", one for each item, got 2`, { columns: { size: [1, 2] } }],
  ["whole numbers from −1 (no class) to 0, got 1", {
    labels: { classes: [0, 0, 1], classNames: ["a"] },
  }],
  ["whole numbers from −1 (no class), got 0.5", { labels: { classes: [0, 0, 0.5] } }],
  ["at most 64 × 64 pixels and 1 or 3 channels, got [3, 65, 2, 1]", {
    thumbnails: { shape: [3, 65, 2, 1], values: new Uint8Array(390) },
  }],
  ["got [2, 2, 2, 1]", { thumbnails: { shape: [2, 2, 2, 1], values: new Uint8Array(8) } }],
  ["got [3, 2, 2, 4]", { thumbnails: { shape: [3, 2, 2, 4], values: new Uint8Array(48) } }],
  ["expected 12 bytes of thumbnails, got 11", {
    thumbnails: { shape: [3, 2, 2, 1], values: new Uint8Array(11) },
  }],
];

for (const [sentence, changes] of wrong) {
  Deno.test(`a map is refused where ${sentence}`, async () => {
    const drawn = () => mapPage({ ...input, ...changes }, options);
    await assertRejects(drawn, RangeError, sentence);
  });
}
