import { assertEquals } from "@std/assert";
import { listWords } from "../../src/core/list_words.ts";

Deno.test("words are listed with commas, and an and before the last", () => {
  assertEquals(listWords(["a"]), "a");
  assertEquals(listWords(["a", "b"]), "a and b");
  assertEquals(listWords(["a", "b", "c"]), "a, b and c");
});
