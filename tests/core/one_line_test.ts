import { assertEquals } from "@std/assert";
import { describeJson, oneLine, reasonOf } from "../../src/core/one_line.ts";

Deno.test("oneLine() leaves no line end and no control character, and cuts long texts", () => {
  assertEquals(oneLine(" a\r\n\u0000b\u2028c "), "a b c");
  assertEquals(oneLine("x".repeat(1e6)), `${"x".repeat(400)}…`);
  assertEquals(oneLine("abcdef", { longest: 3 }), "abc…");
});

Deno.test("reasonOf() is the message of what was thrown, whatever that was", () => {
  assertEquals([new Error("a\nb"), "c", 1].map(reasonOf), ["a b", "c", "1"]);
});

Deno.test("describeJson() names what may be deep or long in a few letters", () => {
  assertEquals(
    ["a\nb", 1, null, true, undefined, [[]], { toString: 1 }].map(describeJson),
    ['"a b"', "1", "null", "true", "undefined", "a list", "an object"],
  );
  assertEquals(describeJson("x".repeat(1e6)).length, 63);
});
