import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { chooseWords } from "../../../../src/data/formats/texts/choose_words.ts";
import { countWords } from "../../../../src/data/formats/texts/count_words.ts";
import { informationOf } from "../../../../src/data/formats/texts/information_of.ts";
import { splitWords } from "../../../../src/data/formats/texts/split_words.ts";
import { STOP_LANGUAGES, stopWordsOf } from "../../../../src/data/formats/texts/stop_words.ts";
import { denseExamples } from "../../../../src/data/mod.ts";

const counts = (...vocabulary: string[]) => ({ vocabulary, weights: "counts" } as const);

Deno.test("words are runs of two letters or more, of any script, and with the marks of their script", () => {
  assertEquals(splitWords("The zebra’s 4ant x Élan—ÉLAN_tea don't"), [
    ...["the", "zebra", "ant", "élan", "élan", "tea", "don"],
  ]);
  assertEquals(splitWords("हिन्दी में लिखा"), ["हिन्दी", "में", "लिखा"]);
});

Deno.test("scripts without spaces are cut into words, beside others that have some", () => {
  const words = splitWords("I like 我喜欢苹果 and ไปโรงเรียน too");
  assertEquals(words.filter((word) => /[a-z]/.test(word)), ["like", "and", "too"]);
  assertEquals(words.includes("苹果"), true);
  assertEquals(words.includes("โรงเรียน"), true);
  assertEquals(words.join("").includes("我喜欢苹果"), true);
});

Deno.test("words are chosen by frequency, equals alphabetically, without function words", () => {
  const texts = ["The zebra, the zebra and a Yak", "yak ox ant 4ant x", "Élan élan"];
  assertEquals(chooseWords(texts), counts("ant", "yak", "zebra", "élan", "ox"));
  assertEquals(chooseWords([...texts].reverse(), { words: 2 }), counts("ant", "yak"));
  assertEquals(chooseWords(texts, { stopWords: "none", words: 3 }), counts("ant", "the", "yak"));
  assertThrows(
    () => chooseWords(["the a 1", ""]),
    RangeError,
    'hold none of two letters or more that is not left out as a function word, of "eng"',
  );
});

Deno.test("words that are in too few texts or in too many are left out", () => {
  const texts = ["ant bee cat", "ant bee", "ant bee", "ant dog dog"];
  assertEquals(chooseWords(texts, { minDocuments: 2 }), counts("ant", "bee"));
  assertEquals(chooseWords(texts, { maxDocuments: 0.75 }), counts("bee", "dog", "cat"));
  assertThrows(
    () => chooseWords(texts, { minDocuments: 4, maxDocuments: 0.5 }),
    RangeError,
    "none of 4 is in 4 texts or more and in 50.0 % of 4 or fewer",
  );
});

Deno.test("words are chosen by what they tell of the class, as a table of two by two says", () => {
  const texts = ["ant fox", "ant fox", "bee fox", "bee fox cat"], labels = [0, 0, 1, 1];
  const words = chooseWords(texts, { choose: "information", words: 3 }, labels);
  assertEquals(words, counts("ant", "bee", "cat"));
  const [ant, cat, fox] = informationOf([[0, 1], [3], [0, 1, 2, 3]], labels);
  assertAlmostEquals(ant, Math.log(2), 1e-12);
  // In one of four texts, of the second class: p log p of the three cells that are not 0.
  const cells = [[1 / 4, 1 / 4, 1 / 2], [2 / 4, 3 / 4, 1 / 2], [1 / 4, 3 / 4, 1 / 2]];
  const expected = cells.reduce((sum, [p, q, r]) => sum + p * Math.log(p / (q * r)), 0);
  assertAlmostEquals(cat, expected, 1e-12);
  assertEquals(fox, 0);
  assertThrows(
    () => chooseWords(texts, { choose: "information" }),
    RangeError,
    'the texts have no labels, take "frequency"',
  );
});

Deno.test("stems stand for their words, and function words stay out that have the same one", () => {
  const words = chooseWords(["hi connected", "connecting his connections"], { stem: "porter" });
  assertEquals(words, {
    vocabulary: ["connect", "hi"],
    stem: "porter",
    stopWords: ["his"],
    weights: "counts",
  });
  const { values, lengths } = denseExamples(countWords(["His connection: hi!", "his"], words));
  assertEquals([...values], [0.5, 0.5, 0, 0]);
  assertEquals([...lengths!], [2, 0]);
});

Deno.test("each count is divided by those of its text, so that rows sum to 1", () => {
  const { shape, count, values } = denseExamples(
    countWords(["Ox ox ant, other", "ant"], counts("ox", "ant", "yak")),
  );
  assertEquals({ shape, count }, { shape: [3], count: 2 });
  assertEquals(values, Float32Array.of(2 / 3, 1 / 3, 0, 0, 1, 0));
});

Deno.test("weights are logarithms of counts, or these by the rarity of words, and have no lengths", () => {
  const texts = ["ox ox ox ant", "ant", "ant yak"];
  const logs = denseExamples(countWords(texts, chooseWords(texts, { weights: "log" })));
  const all = Math.log(4) + Math.log(2);
  // The vocabulary is ant, ox, yak.
  assertAlmostEquals(logs.values[0], Math.log(2) / all, 1e-6);
  assertAlmostEquals(logs.values[1], Math.log(4) / all, 1e-6);
  assertEquals(logs.lengths, undefined);
  const words = chooseWords(texts, { weights: "tf-idf" });
  assertEquals(words.rarities, [1, Math.log(2) + 1, Math.log(2) + 1]);
  const { values } = denseExamples(countWords(texts, words)), rare = Math.log(2) + 1;
  const ox = (1 + Math.log(3)) * rare;
  assertAlmostEquals(values[1], ox / (1 + ox), 1e-6);
  assertAlmostEquals(values[8], rare / (1 + rare), 1e-6);
});

Deno.test("a text without known words is kept as a row of zeros", () => {
  assertEquals(
    denseExamples(countWords(["nothing", "ox"], counts("ox"))).values,
    Float32Array.of(0, 1),
  );
  assertThrows(() => countWords([], counts("ox")), RangeError, "Cannot count 1 words in 0 texts");
});

Deno.test("function words are known of many languages, and of English with what contractions leave", () => {
  assertEquals(STOP_LANGUAGES.length > 50 && STOP_LANGUAGES.includes("deu"), true);
  assertEquals(stopWordsOf("deu").has("und"), true);
  const english = stopWordsOf("eng");
  assertEquals(["the", "not", "didn", "ll"].every((word) => english.has(word)), true);
  assertEquals(stopWordsOf("none").size, 0);
  assertThrows(
    () => stopWordsOf("klingon"),
    RangeError,
    'words of "klingon": expected none or one of',
  );
});
