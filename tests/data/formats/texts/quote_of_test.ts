import { assert, assertEquals } from "@std/assert";
import { dataSetOfLines } from "../../../../src/data/formats/texts/data_set_of_lines.ts";
import { readJsonLines } from "../../../../src/data/formats/texts/json_lines.ts";
import { quoteOf } from "../../../../src/data/formats/texts/quote_of.ts";
import { concatExamples } from "../../../../src/data/examples/concat_examples.ts";
import { takeExamples } from "../../../../src/data/examples/take_examples.ts";

Deno.test("quoteOf() is the first line that has words, on one line and without its edges", () => {
  assertEquals(
    quoteOf("\n --- \n> 1. 2.\n  The sea,\tand \u001b the sun \nMore"),
    "The sea, and the sun",
  );
  assertEquals(quoteOf("两个词\nmore"), "两个词");
  for (const wordless of ["", "\n\n", "a b 1 2 !?"]) assertEquals(quoteOf(wordless), "");
});

Deno.test("quoteOf() passes over what a message answers to, unless there is nothing else", () => {
  const answer =
    "In article <1@x>\nann@x.org (Ann) writes:\n> The sea\n>> the sun\n\nI agree.\nBob";
  assertEquals(quoteOf(answer), "I agree.");
  assertEquals(quoteOf("Ann wrote:\n> The sea"), "Ann wrote:");
});

Deno.test("quoteOf() cuts long lines between words where it can, and never within a character", () => {
  const long = quoteOf("word ".repeat(100));
  assertEquals(long, `${"word ".repeat(23)}word…`);
  const unspaced = quoteOf("𝔞𝔟".repeat(200));
  assertEquals(Array.from(unspaced).length, 120);
  assert(unspaced.endsWith("𝔟…") || unspaced.endsWith("𝔞…"));
  assertEquals(quoteOf("x".repeat(120)), "x".repeat(120));
});

Deno.test("lines are quoted where that is asked for, and keep their quotes through choices of examples", () => {
  const lines = readJsonLines(
    new TextEncoder().encode(
      ["From: a@b\n\nThe sea\nand more", "", "two suns"].map((text) => JSON.stringify({ text }))
        .join("\n"),
    ),
    "a.jsonl",
  );
  assertEquals(dataSetOfLines(lines, { name: "a" }).train.quotes, undefined);
  const { train } = dataSetOfLines(lines, { name: "a", isQuoted: true });
  assertEquals(train.quotes, ["The sea", "", "two suns"]);
  assertEquals(takeExamples(train, [2, 0]).quotes, ["two suns", "The sea"]);
  assertEquals(concatExamples([train, train]).quotes?.length, 6);
});
