import { assertEquals } from "@std/assert";
import { listWords, sentence, wordsOfName } from "../../src/core/sentences.ts";

Deno.test("words are listed with commas, and an and before the last", () => {
  assertEquals(listWords(["a"]), "a");
  assertEquals(listWords(["a", "b"]), "a and b");
  assertEquals(listWords(["a", "b", "c"]), "a, b and c");
});

Deno.test("a sentence has one full stop, whatever it ended with", () => {
  const texts = ["It answers", "It answers.", "Does it?", "It does!", "And so on…", ""];
  assertEquals(texts.map(sentence), ["It answers.", ...texts.slice(1)]);
});

Deno.test("a name in camel case is words", () => {
  assertEquals(wordsOfName("freeEnergyGap"), "free energy gap");
});
