import { assertEquals } from "@std/assert";
import { codeWords } from "../../../src/web/reconstruct/code_words.ts";

Deno.test("a code is told by its count and range, a sparse one by what is active", () => {
  assertEquals(codeWords([-2.13, 0.5, 3.44]), "3 values, from −2.1 to 3.4");
  assertEquals(codeWords([0, 0, 0.25, 0]), "1 of 4 is active, from 0 to 0.25");
  assertEquals(codeWords([0, 0]), "0 of 2 are active");
  assertEquals(codeWords([7e-11, 0.98]), "2 values, from 0 to 0.98");
  assertEquals(codeWords([7]), "1 value, 7");
});
