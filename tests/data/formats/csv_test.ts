import { assertEquals, assertRejects } from "@std/assert";
import { readCsv } from "../../../src/data/formats/csv.ts";

const read = (text: string) => readCsv(new TextEncoder().encode(text), "a.csv");

Deno.test("readCsv() reads rows of numbers with and without a header", async () => {
  const examples = { shape: [2], count: 2, values: Float32Array.of(1, -2.5, 300, 0.5) };
  assertEquals(await read("1,-2.5\n3e2,.5\n"), { examples });
  assertEquals(await read("a,b\r\n1,-2.5\r\n\r\n3e2,.5"), { examples });
});

Deno.test("readCsv() takes the labels from a column called label or class", async () => {
  assertEquals(await read("x,label,y\n1,7,2\n3,0,4"), {
    examples: {
      shape: [2],
      count: 2,
      values: Float32Array.of(1, 2, 3, 4),
      labels: Int32Array.of(7, 0),
    },
  });
  assertEquals(await read('Class,0\n"dog, wet",1\ncat,2\n"dog, wet",3'), {
    examples: {
      shape: [1],
      count: 3,
      values: Float32Array.of(1, 2, 3),
      labels: Int32Array.of(1, 0, 1),
    },
    classes: ["cat", "dog, wet"],
  });
});

Deno.test("readCsv() names the row and the column of what it refuses", async () => {
  const cases: [string, string][] = [
    ["1,2\n3", "Cannot read a.csv as CSV: row 2 has 1 cells, expected 2"],
    ["a,b\n1,x", 'Cannot read a.csv as CSV: row 2, column b holds "x", expected a finite number'],
    ["1,2\n3,", 'row 2, column 2 holds ""'],
    ["1,NaN\n", 'row 1, column 2 holds "NaN"'],
    ["nan,inf\n1,2", 'row 1, column 1 holds "nan"'],
    ["1,2\n3,-Infinity", 'row 2, column 2 holds "-Infinity"'],
    ["1,2\n3,1e39", 'row 2, column 2 holds "1e39"'],
    ["1,2\n3,0x10", 'row 2, column 2 holds "0x10"'],
    ['1,"2', "Cannot read a.csv as CSV: Syntax error on line 1"],
  ];
  for (const [text, message] of cases) {
    await assertRejects(() => read(text), SyntaxError, message);
  }
  for (const empty of ["", "\n\n", "a,b\n"]) {
    await assertRejects(() => read(empty), RangeError, "Cannot use a.csv: it holds no rows");
  }
  await assertRejects(() => read("label\n1"), RangeError, "shape [0]");
  await assertRejects(
    () => readCsv(Uint8Array.of(0x31, 0xff, 0x32), "a.csv"),
    SyntaxError,
    "Cannot read a.csv as CSV: it is not UTF-8 text",
  );
});
