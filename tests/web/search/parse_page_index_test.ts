import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { itemsPath, sheetPath } from "../../../src/web/search/page_index.ts";
import { parsePageIndex } from "../../../src/web/search/parse_page_index.ts";
import { damagedJson } from "../untrusted/json_mutations.ts";

const INDEX = {
  ...{ format: 1, data: "digits", kind: "images", count: 300, itemsPerFile: 256 },
  codes: { type: "values", size: 30, metric: "cosine" },
  thumbnails: { width: 28, height: 28, columns: 16, perSheet: 256 },
  files: { "codes.npy": { sha256: "0a".repeat(32), bytes: 12 } },
} as const;

const parse = (changes: Record<string, unknown> = {}) =>
  parsePageIndex(JSON.stringify({ ...INDEX, ...changes }), "index.json");

Deno.test("an index is read as it was written, of values and of bits", () => {
  assertEquals(parse(), INDEX);
  const bits = {
    codes: { type: "bits", size: 8, threshold: 0.5 },
    functionWords: ["the"],
  } as const;
  assertEquals(parse(bits), { ...INDEX, ...bits });
  assertEquals(parse({ thumbnails: undefined, more: 1 }).thumbnails, undefined);
});

Deno.test("what is no index is refused in a sentence that names the field", () => {
  const cases: [changes: Record<string, unknown>, why: string][] = [
    [{ format: 2 }, "its format is 2, expected 1"],
    [{ data: 3 }, "its data is not a name"],
    [{ kind: "sounds" }, 'its kind is "sounds", expected images, table, texts, vectors'],
    [{ count: 0 }, "its count is not a whole number from 1 up"],
    [{ count: 1e10 }, "its count is not a whole number from 1 up"],
    [{ itemsPerFile: 0.5 }, "its itemsPerFile is not a whole number from 1 up"],
    [{ codes: { type: "values", size: 3, metric: "taxi" } }, "its codes are neither bits with a"],
    [{ codes: { type: "bits", size: 3 } }, "its codes are neither bits with a"],
    [{ codes: {} }, "its codes have no size"],
    [{ functionWords: [1] }, "its functionWords are not a list of words"],
    [{ files: { "codes.npy": { bytes: 1 } } }, "its files are not known by their SHA-256"],
    [
      { thumbnails: { ...INDEX.thumbnails, columns: 200 } },
      "its thumbnails are no pictures of 256",
    ],
    [{ thumbnails: { ...INDEX.thumbnails, width: 0 } }, "its thumbnails are no pictures of 256"],
  ];
  for (const [changes, why] of cases) {
    assertThrows(() => parse(changes), SyntaxError, `Cannot read index.json as an index: ${why}`);
  }
  assertThrows(() => parsePageIndex("[]", "index.json"), SyntaxError, "it is not a JSON object");
});

Deno.test("damaged lists of files are read or refused in one sentence, and change nothing else", () => {
  fc.assert(
    fc.property(damagedJson(JSON.stringify(INDEX)), (text) => {
      try {
        parsePageIndex(text, "index.json");
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        assert(/^Cannot read index\.json as an index: .{1,500}$/.test(error.message));
      }
      assertEquals(Object.keys(Object.prototype), []);
    }),
    { seed: 12, numRuns: 300 },
  );
});

Deno.test("parts of an index have their numbers in their names", () => {
  assertEquals([itemsPath(0), sheetPath(12)], ["items/0.jsonl", "thumbnails/12.png"]);
});
