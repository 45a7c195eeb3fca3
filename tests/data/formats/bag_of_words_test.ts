import { assertEquals, assertThrows } from "@std/assert";
import { bagOfWords, buildVocabulary } from "../../../src/data/formats/bag_of_words.ts";

Deno.test("buildVocabulary() orders words by frequency, equals alphabetically, without stop words", () => {
  const texts = ["The zebra, the zebra and a Yak", "yak ox ant 4ant x", "Élan élan"];
  assertEquals(buildVocabulary(texts), ["ant", "yak", "zebra", "élan", "ox"]);
  assertEquals(buildVocabulary([...texts].reverse(), { wordCount: 2 }), ["ant", "yak"]);
  assertThrows(() => buildVocabulary(["the a 1", ""]), RangeError, "Cannot build a vocabulary");
});

Deno.test("bagOfWords() divides each count by the counted words of its text, so that rows sum to 1", () => {
  const { shape, count, values } = bagOfWords(["Ox ox ant, other", "ant"], ["ox", "ant", "yak"]);
  assertEquals({ shape, count }, { shape: [3], count: 2 });
  assertEquals(values, Float32Array.of(2 / 3, 1 / 3, 0, 0, 1, 0));
});

Deno.test("bagOfWords() keeps a text without known words as a row of zeros", () => {
  assertEquals(bagOfWords(["nothing", "ox"], ["ox"]).values, Float32Array.of(0, 1));
  assertThrows(() => bagOfWords([], ["ox"]), RangeError, "Cannot count 1 words in 0 texts");
});
