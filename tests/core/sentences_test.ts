import { assertEquals } from "@std/assert";
import { listWords, noBetter, sentence, wordsOfName } from "../../src/core/sentences.ts";

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

Deno.test("no better than one class for all is said, with the class where it has a name", () => {
  const counts = [5, 15], names = ["cat", "dog"];
  assertEquals(noBetter(0.8, { counts }), "");
  assertEquals(
    noBetter(0.75, { counts, names }),
    ', no more than if all were put into "dog" (75.00 %)',
  );
  assertEquals(
    noBetter(0.1, { counts }),
    ", no more than if all were put into the largest class (75.00 %)",
  );
  // Of one class alone there is nothing to tell.
  assertEquals(noBetter(1, { counts: [0, 15] }), "");
});
