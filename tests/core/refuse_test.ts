import { assertThrows } from "@std/assert";
import { refusing } from "../../src/core/refuse.ts";

Deno.test("refusing() throws one sentence of bounded length that names the file, whatever stands in it", () => {
  const refuse = refusing("a.json", "a preprocessor");
  assertThrows(
    () => refuse(`its kind is\n"${"x".repeat(1e5)}"`),
    SyntaxError,
    `Cannot read a.json as a preprocessor: its kind is "${"x".repeat(387)}…`,
  );
});
