import { assertEquals, assertRejects } from "@std/assert";
import { readCsv } from "../../../../src/data/formats/csv.ts";
import { findDialect } from "../../../../src/data/formats/table/find_dialect.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readCsv(encode(text), "a.csv");

Deno.test("findDialect() finds the separator that cuts rows alike into numbers", () => {
  const cases: [string, string][] = [
    ["1,2\n3,4", ","],
    ["1;2\n3;4", ";"],
    ["1\t2\n3\t4", "\t"],
    ["1|2\n3|4", "|"],
    ["0,637;0,27\n0,813;0,913", ";"],
    ["a\tb\n0,5\t1,5", "\t"],
    ['a,b\n"x;y",1\n"z;w",2', ","],
    ['"a,b";c\n1;2', ";"],
    ["genre,size\nAction;Drama,1\nCrime;Drama,2", ","],
    ["1\n2\n3", ","],
    ["", ","],
    ['1,2\n3,"4', ","],
  ];
  for (const [text, separator] of cases) {
    assertEquals(findDialect(encode(text), "a.csv").separator, separator, text);
  }
});

Deno.test("findDialect() finds a decimal comma wherever the first one is, and says so", () => {
  const late = `${"1;2\n".repeat(500)}3;2,5\n`;
  for (const text of [late, "a;b\n0,5;1\n"]) {
    assertEquals(findDialect(encode(text), "a.csv").decimal, ",");
  }
  assertEquals(findDialect(encode("a;b\n0,637;1\n"), "a.csv").remarks, [
    "Cells are taken to be separated by semicolons and numbers to have a decimal comma, as in 0,637",
  ]);
  assertEquals(findDialect(encode("a\tb\n0.637\t1\n"), "a.csv").remarks, []);
  assertEquals(findDialect(encode("1|2\n3|4\n"), "a.csv").remarks, [
    "Cells are taken to be separated by bars",
  ]);
});

Deno.test("comments, a byte order mark and a stated separator before a table are passed over", async () => {
  const { examples, columns, remarks } = await read("\ufeff# one\n#two, three\n\na,b\n1,2\n");
  assertEquals([examples.values, columns], [Float32Array.of(1, 2), ["a", "b"]]);
  assertEquals(remarks, [
    "The 2 lines of comments before the table (they begin with #) are passed over",
  ]);
  const stated = await read("sep=;\r\na;b\r\n1;2\r\n");
  assertEquals([stated.examples.values, stated.columns], [Float32Array.of(1, 2), ["a", "b"]]);
  const numbered = await read("#,a,b\n1,0.5,2\n2,1.5,2\n");
  assertEquals([numbered.columns, numbered.remarks], [["#", "a", "b"], undefined]);
});

Deno.test("empty cells at the end of all rows are left out, and said", async () => {
  for (const header of ["a,b\n", "a,b,\n"]) {
    const { examples, columns, remarks } = await read(`${header}1,2,\n3,4, \n`);
    assertEquals([examples.values, columns], [Float32Array.of(1, 2, 3, 4), ["a", "b"]]);
    assertEquals(remarks, ["The empty cell at the end of each row is left out"]);
  }
  assertEquals((await read("a,b,\n1,2\n3,4\n")).columns, ["a", "b"]);
  assertEquals((await read("1;2;;\n3;4;;\n")).remarks, [
    "Cells are taken to be separated by semicolons",
    "The 2 empty cells at the end of each row are left out",
  ]);
  for (const text of ["a,b\n1,2,\n3,4,5\n", `a,b,\n${"1,2,\n".repeat(200)}3,4,5\n`]) {
    await assertRejects(() => read(text), SyntaxError, 'column 3 holds "5", expected an empty');
  }
  await assertRejects(() => read("a,b,c\n1,2,\n"), SyntaxError, 'column "c" is empty');
  await assertRejects(() => read("1,2\n3,4,\n"), SyntaxError, "row 2 has 3 cells, expected 2");
});
