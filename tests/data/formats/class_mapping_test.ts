import { assertEquals, assertThrows } from "@std/assert";
import { readClassMapping } from "../../../src/data/formats/class_mapping.ts";

const read = (text: string) => readClassMapping(new TextEncoder().encode(text), "m.txt");

Deno.test("readClassMapping() names classes by the codes of their characters, and others by their numbers", () => {
  assertEquals(read("0 48\n1 49\n2 65\n"), ["0", "1", "A"]);
  assertEquals(read("3 66 98\r\n1 65 97"), ["0", "Aa", "2", "Bb"]);
});

Deno.test("readClassMapping() refuses other lines, and names and classes that come twice", () => {
  const line = (at: number, text: string) =>
    `Cannot read m.txt as names of classes: its line ${at} is "${text}", expected the number of a ` +
    "class and codes of characters, such as 1 65 97";
  const cases: [text: string, sentence: string][] = [
    ["", "it has no lines, expected one for each class"],
    ["1 65\n\nA 66", line(3, "A 66")],
    ["1", line(1, "1")],
    ["-1 65", line(1, "-1 65")],
    ["1 65.5", line(1, "1 65.5")],
    ["1 32", line(1, "1 32")],
    ["1 1114112", line(1, "1 1114112")],
    ["65536 65", line(1, "65536 65")],
    ["1 65\n1 66", "its line 2 names the class 1 again"],
    ["1 65\n2 65", 'two of its classes are called "A"'],
    ["1 48", 'two of its classes are called "0"'],
  ];
  for (const [text, sentence] of cases) assertThrows(() => read(text), SyntaxError, sentence);
});
