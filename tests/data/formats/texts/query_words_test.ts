import { assertEquals } from "@std/assert";
import { queryWords } from "../../../../src/data/formats/texts/query_words.ts";

const functionWords = new Set(["the", "of"]);
const ask = (text: string, vocabulary: readonly string[] = ["sea", "sun"]) =>
  queryWords(text, { words: { vocabulary, weights: "counts" }, functionWords });

Deno.test("a text whose words are counted is no news, but for those of it that are not", () => {
  assertEquals(ask("the sea of the sun"), {});
  assertEquals(ask("the sea, the moon and stars, the moon"), {
    remark: "Left out of the query: moon, and, stars, not among the 2 that its encoder counts.",
  });
});

Deno.test("of a text that nothing can be found by it is said why", () => {
  const known = "among the 2 that its encoder counts";
  assertEquals(ask(" a "), { refusal: 'with "a": expected words of two letters or more' });
  assertEquals(ask(""), { refusal: "with an empty text: expected words of two letters or more" });
  assertEquals(ask("of the"), {
    refusal: 'with "of the": it holds function words alone (of, the), which are left out',
  });
  assertEquals(ask("the moon"), { refusal: `with "the moon": its word moon is not ${known}` });
  assertEquals(ask("moon stars"), {
    refusal: `with "moon stars": none of its words (moon, stars) is ${known}`,
  });
});

Deno.test("a long text is listed by its first words, a long word by its first letters", () => {
  const names = Array.from({ length: 12 }, (_, i) => `w${String.fromCharCode(97 + i)}`);
  assertEquals(
    ask(`sea ${names.join(" ")}`).remark,
    `Left out of the query: ${
      names.slice(0, 8).join(", ")
    }, …, not among the 2 that its encoder counts.`,
  );
  assertEquals(ask(`sea ${"x".repeat(1000)}`).remark?.includes(`${"x".repeat(40)}…`), true);
});

Deno.test("words are told by their stems where the encoder does, and function words by themselves", () => {
  const words = {
    vocabulary: ["run"],
    stem: "porter",
    stopWords: ["runs"],
    weights: "counts",
  } as const;
  assertEquals(queryWords("running runs", { words, functionWords }), {
    remark: "Left out of the query: runs, not among the 1 that its encoder counts.",
  });
});
