import { assertEquals, assertThrows } from "@std/assert";
import { parseRow } from "../../../src/web/input/parse_row.ts";

Deno.test("a row is read as people write and copy it", () => {
  for (
    const text of ["1.5, -2, 300", "1.5,-2,300\n", " 1.5 -2  3e2", "1,5\t-2\t300", "1,5; -2; 300,0"]
  ) assertEquals([...parseRow(text, 3)], [1.5, -2, 300], text);
  assertEquals([...parseRow("7", 1)], [7]);
});

for (
  const [text, why] of [
    ["", "A row of 3 numbers is expected, and there are 1."],
    ["1, 2", "A row of 3 numbers is expected, and there are 2."],
    ["1, 2, 3\n4, 5, 6", "A row of 3 numbers is expected, and there are 6."],
    ["1, two, 3", '"two" at place 2 is no number.'],
    ["1, , 3", '"" at place 2 is no number.'],
    ["1, 2, 1e999", '"1e999" at place 3 is no number.'],
    ["1, 2, 1e39", '"1e39" at place 3 is no number.'],
  ]
) {
  Deno.test(`the row ${JSON.stringify(text)} is refused in one sentence`, () => {
    assertThrows(() => parseRow(text, 3), Error, why);
  });
}
