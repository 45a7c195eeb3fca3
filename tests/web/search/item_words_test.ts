import { assertEquals } from "@std/assert";
import {
  announcedWords,
  type Comparison,
  distanceWords,
  foundWords,
  nameOf,
} from "../../../src/web/search/item_words.ts";

const values: Comparison = {
  codes: { type: "values", size: 2, metric: "cosine" },
  isByWords: false,
};
const bits: Comparison = { codes: { type: "bits", size: 8, threshold: 0 }, isByWords: false };

Deno.test("an item goes by its name, and by its number where it has no other", () => {
  assertEquals([nameOf({ id: "8" }), nameOf({ id: "8.png" })], ["item 8", "8.png"]);
});

Deno.test("distances are read as numbers, or as bits, of words as numbers again", () => {
  assertEquals(distanceWords(0.12345, values), "0.1235");
  assertEquals(distanceWords(-2, values), "−2.0000");
  assertEquals([1, 3].map((each) => distanceWords(each, bits)), ["1 bit", "3 bits"]);
  assertEquals(distanceWords(0.5, { ...bits, isByWords: true }), "0.5000");
});

Deno.test("what was found says of how many, by what, and whether words sorted it", () => {
  const counts = { found: 12, count: 60_000, shortlist: 100 };
  assertEquals(foundWords(counts, values), "12 of 60,000, by the cosine of their codes");
  assertEquals(foundWords(counts, bits), "12 of 60,000, by bits of their codes that differ");
  assertEquals(
    foundWords({ ...counts, count: 40 }, { ...bits, isByWords: true }),
    "12 of 40: the 40 nearest by bits of their codes that differ, sorted by words",
  );
});

Deno.test("who does not see the list hears how many there are, and of the first", () => {
  assertEquals(announcedWords([]), "Nothing was found.");
  assertEquals(
    announcedWords([{ name: "item 3", label: "7" }, { name: "b" }]),
    [
      "2 nearest, the first is item 3, 7",
    ].join(),
  );
  assertEquals(announcedWords([{ name: "b" }]), "1 nearest, the first is b");
});
