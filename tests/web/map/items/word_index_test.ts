import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  indexInPieces,
  typicalWords,
  type WordIndex,
} from "../../../../src/web/map/items/word_index.ts";

/** All pieces at once, and how many pauses there were between them. */
function indexed(texts: readonly string[]): { index: WordIndex; pauses: number } {
  const pieces = indexInPieces(texts);
  for (let pauses = 0;; pauses++) {
    const { done, value } = pieces.next();
    if (done) return { index: value, pauses };
  }
}

const indexWords = (texts: readonly string[]) => indexed(texts).index;

Deno.test("words are collected a thousand texts at a time", () => {
  const { index, pauses } = indexed(Array.from({ length: 2500 }, () => "word"));
  assertEquals([pauses, index.counts[0], index.starts.at(-1)], [2, 2500, 2500]);
});

Deno.test("each text has each of its words once, in lower case, with hyphens and apostrophes", () => {
  const { words, starts, ids, counts } = indexWords([
    "The well-known dog's a dog, a DOG!",
    "",
    "Ünder the x 42 seas",
  ]);
  const of = (i: number) => [...ids.slice(starts[i], starts[i + 1])].map((id) => words[id]);
  assertEquals(of(0), ["the", "well-known", "dog's", "dog"]);
  assertEquals([of(1), of(2)], [[], ["ünder", "the", "seas"]]);
  assertEquals(counts[words.indexOf("the")], 2);
});

Deno.test("typical words are those that exceed chance most, with their score", () => {
  // Of 30 texts the first 5 are in view: "goal" is in 4 of them and in 1 of the others.
  const texts = Array.from(
    { length: 30 },
    (_, i) => `common ${i < 4 || i === 9 ? "goal" : "talk"}`,
  );
  const found = typicalWords(indexWords(texts), { items: [0, 1, 2, 3, 4], most: 5 });
  assertEquals(found.map(({ word, here, everywhere }) => [word, here, everywhere]), [
    ["goal", 4, 5],
  ]);
  // The table is 4, 1; 1, 24, and by chance 5/6, 25/6; 25/6, 125/6.
  const score = 2 * (4 * Math.log(24 / 5) + 2 * Math.log(6 / 25) + 24 * Math.log(144 / 125));
  assertAlmostEquals(found[0].score, score, 1e-9);
  assertAlmostEquals(score, 13.63, 0.01);
});

Deno.test("words of all texts, rare ones and those that chance would give are not typical", () => {
  const texts = Array.from(
    { length: 40 },
    (_, i) => `all ${i < 2 ? "rare" : ""} ${i % 2 ? "odd" : ""}`,
  );
  assertEquals(typicalWords(indexWords(texts), { items: [0, 1, 3, 5], most: 5 }), []);
});
