import { assertEquals, assertThrows } from "@std/assert";
import { parseItemLines } from "../../../src/web/search/item_lines.ts";

const bytes = (...lines: string[]) => new TextEncoder().encode(lines.join("\n"));
const parse = (count: number, ...lines: string[]) =>
  parseItemLines(bytes(...lines), { name: "items/0.jsonl", count });

Deno.test("lines of items are read, long texts cut short, and what is unknown is left out", () => {
  const long = "x".repeat(500);
  assertEquals(
    parse(2, `{"id":"a","label":"b","more":1}`, JSON.stringify({ id: "c", text: long }), ""),
    [{ id: "a", label: "b" }, { id: "c", text: `${long.slice(0, 400)}…` }],
  );
});

Deno.test("other lines are refused in a sentence that says which", () => {
  const name = "Cannot read items/0.jsonl as items: ";
  assertThrows(() => parse(2, `{"id":"a"}`), SyntaxError, `${name}it has 1 lines, expected 2`);
  for (const line of ["{", `{"id":1}`, `{"id":"a","label":{}}`, `{"id":"a","text":[]}`, "null"]) {
    assertThrows(() => parse(2, `{"id":"a"}`, line), SyntaxError, `${name}line 2 is no item`);
  }
});
