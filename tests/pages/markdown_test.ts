import { assertEquals, assertThrows } from "@std/assert";
import { codeIn, parseMarkdown, textUnder } from "../markdown.ts";

const faultsOf = (...lines: string[]) => parseMarkdown(lines.join("\n")).faults;

Deno.test("blocks of code, sections and links of a page are found", () => {
  const page = parseMarkdown([
    "Before.",
    "# A page",
    "See [`a`](a.md#b), ![a picture](b.png) and `[no](link)`.",
    "```ts",
    "const [a](b) = `# no heading`;",
    "```",
    "## Its *second* part: 2",
    '<img src="c.svg"> [![d](d.png)](e)',
    "~~~sh",
    "# a comment",
    "```",
    "~~~",
    "[ref]: f.md",
    "## Its *second* part: 2",
  ].join("\n"));
  assertEquals(page.faults, []);
  assertEquals(page.blocks, [
    { language: "ts", code: "const [a](b) = `# no heading`;\n", line: 4 },
    { language: "sh", code: "# a comment\n```\n", line: 9 },
  ]);
  assertEquals(codeIn(page, "sh"), ["# a comment\n```\n"]);
  assertEquals(
    page.links.map(({ target, line }) => [target, line]),
    [["a.md#b", 3], ["b.png", 3], ["d.png", 8], ["e", 8], ["c.svg", 8], ["f.md", 13]],
  );
  assertEquals(
    textUnder(page, "A page"),
    "See [`a`](a.md#b), ![a picture](b.png) and `[no](link)`.\n",
  );
  assertThrows(() => textUnder(page, "Nothing"), Error, "Nothing");
  assertEquals([...page.anchors], ["", "a-page", "its-second-part-2", "its-second-part-2-1"]);
});

Deno.test("a block that never ends, or ends too late, is a fault", () => {
  assertEquals(faultsOf("a", "```json", "{}"), ["line 2: a block that never ends"]);
  assertEquals(faultsOf("````json", "{", "## A heading", "```json", "{}", "````"), [
    "line 3: a heading in the block of line 1",
    "line 4: a block in the block of line 1",
  ]);
  assertEquals(faultsOf("```ts", "# A heading", "```"), [
    "line 2: a heading in the block of line 1",
  ]);
  assertEquals(faultsOf("```sh", "# a comment", "## A heading", "```"), [
    "line 3: a heading in the block of line 1",
  ]);
  assertEquals(faultsOf("```", "a", "~~~", "````", "b"), []);
});
