import { assertEquals } from "@std/assert";
import { sentence } from "../../src/core/sentence.ts";

Deno.test("a sentence has one full stop, whatever it ended with", () => {
  const texts = ["It answers", "It answers.", "Does it?", "It does!", "And so on…", ""];
  assertEquals(texts.map(sentence), ["It answers.", ...texts.slice(1)]);
});
