import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { numberIn } from "../../../../src/data/formats/table/cells.ts";

Deno.test("numberIn() gives the 32 bits of the nearest number, however it is spelled", () => {
  const digits = (maxLength: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { maxLength }).map((list) => list.join(""));
  const cells = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.tuple(
      fc.constantFrom("", "-", "+", " "),
      digits(12),
      fc.constantFrom("", "."),
      digits(12),
      fc.constantFrom("", "e3", "E-7", " "),
    ).map((parts) => parts.join("")).filter((cell) => /\d/.test(cell.replace(/e.*/i, ""))),
  );
  fc.assert(
    fc.property(cells, (cell) => {
      assertEquals(numberIn(cell, "."), Math.fround(Number(cell)));
      if (cell.includes(".")) assertEquals(numberIn(cell, ","), NaN);
      assertEquals(numberIn(cell.replace(".", ","), ","), Math.fround(Number(cell)));
    }),
    { numRuns: 2000, seed: 1 },
  );
});

Deno.test("numberIn() gives NaN for what is no decimal number", () => {
  for (const cell of ["", " ", "-", "+", ".", "e3", "1e", "0x10", "1_000", "--1", "1.2.3", "1-"]) {
    assertEquals(numberIn(cell, "."), NaN, cell);
  }
  for (const cell of ["Infinity", "NaN", "1,5", "1 2", "१"]) assertEquals(numberIn(cell, "."), NaN);
  assertEquals([numberIn("1e39", "."), numberIn("-1e39", ".")], [Infinity, -Infinity]);
});
