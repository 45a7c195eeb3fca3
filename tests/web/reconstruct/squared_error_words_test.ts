import { assertEquals } from "@std/assert";
import { squaredErrorWords } from "../../../src/web/reconstruct/squared_error_words.ts";

Deno.test("the squared error is told as a sum and as a mean over the values", () => {
  const input = new Float32Array(100), reconstruction = new Float32Array(100).fill(0.5);
  assertEquals(squaredErrorWords(input, reconstruction), "Squared error 25.0, 0.25 a value");
});
