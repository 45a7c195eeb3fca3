import { parseRecord } from "../../core/parse_record.ts";
import { refusing } from "../../core/refuse.ts";
import type { CollectionItem } from "../../retrieval/mod.ts";

/** The most characters of a name, a class or a text that are kept: more nobody reads in a list. */
const LONGEST = 400;

/**
 * Reads a file of lines of items, of which there are `count`; `name` is how errors call it. Texts are cut
 * short. Throws a SyntaxError of one sentence for other lines.
 */
export function parseItemLines(
  bytes: Uint8Array,
  { name, count }: { readonly name: string; readonly count: number },
): CollectionItem[] {
  const refuse = refusing(name, "items");
  const lines = new TextDecoder().decode(bytes).split("\n").filter((line) => line !== "");
  if (lines.length !== count) refuse(`it has ${lines.length} lines, expected ${count}`);
  return lines.map((line, i) => {
    const { id, label, text } = parseRecord(line) ?? {};
    if (!isText(id) || !isText(label ?? "") || !isText(text ?? "")) {
      return refuse(`line ${i + 1} is no item`);
    }
    return {
      id: cut(id),
      ...(isText(label) && { label: cut(label) }),
      ...(isText(text) && { text: cut(text) }),
    };
  });
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
