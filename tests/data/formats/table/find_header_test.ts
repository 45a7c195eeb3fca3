import { assertEquals } from "@std/assert";
import { readCsv } from "../../../../src/data/formats/csv.ts";
import { findHeader } from "../../../../src/data/formats/table/find_header.ts";

const rowsOf = (text: string) =>
  text.split("\n").map((row, i) => ({ line: i + 1, cells: row.split(",") }));
const find = (text: string) => findHeader(rowsOf(text), ".");
const read = (text: string, options = {}) =>
  readCsv(new TextEncoder().encode(text), "a.csv", options);

Deno.test("findHeader() takes a row with a word above numbers for the names of columns", () => {
  for (
    const text of [
      "a,b\n1,2",
      "a,b",
      "name,size\nfoo,1\nbar,2",
      ",a,b\n0,1,2\n1,3,4",
      "RI,Na,Si\n1.5,13.6,71.8",
      "flag,kind\ntrue,x\nfalse,y",
      "label,words\nx,y",
      "cost,rate\n$5,10%\n$6,20%",
    ]
  ) assertEquals(find(text), { isHeader: true }, text);
});

Deno.test("findHeader() takes rows that fit the rows below for examples", () => {
  for (
    const text of [
      "5.1,3.5,setosa\n4.9,3.0,setosa\n6.0,2.9,virginica",
      "1,2\n3,4",
      "1,2,3\n4,5,6",
      "0,1\n1,0\n0,1",
      `0,1${"\n-3,2\n,5".repeat(5)}`,
      `0,1${"\n-3,-2".repeat(5)}`.replace("-2", "9"),
      "1,,3\n4,5,6",
      "true,1\nfalse,2",
      "nan,inf\n1,2",
      "0.5,0.25,7\n1,2,3\n3,4,5",
      "1.0,2.0,3.0\n4.0,5.0,7.0",
    ]
  ) assertEquals(find(text), { isHeader: false }, text);
});

Deno.test("findHeader() takes a row that counts above other numbers for names, and says so", () => {
  const cases: [string, string][] = [
    ["0,1,2,3\n0.6,0.2,0.0,0.1\n0.8,0.9,0.6,0.7", "0, 1, 2, 3"],
    [`1,2${"\n0.6,0.2".repeat(5)}`, "1, 2"],
    ["0,1,2\n0.0,1.0,0.0\n1.0,1.0,3.0", "0, 1, 2"],
    ["0,1,2,3,4,5\n0.6,1,2,3,4,7\n0.6,1,2,3,4,9", "0, 1, 2, 3, …"],
    [`0,1,2,3,4\n${"0,0,1,1,2\n".repeat(5)}0,0,1,1,2`, "0, 1, 2, 3, …"],
    [",0,1\n0,3,4\n1,7,8", ", 0, 1"],
    ["1999,2000,2001\n12,14,17\n120,110,90", "1999, 2000, 2001"],
    ["x,2\n3,4", "x, 2"],
  ];
  for (const [text, shown] of cases) {
    assertEquals(find(text), {
      isHeader: true,
      remark: `Row 1 (${shown}) is taken as the names of the columns; ` +
        "--header no reads it as an example",
    }, text);
  }
});

Deno.test("findHeader() says that a first row is doubtful where it may be names or an example", () => {
  const cases: [string, string][] = [
    ["1,2,3,4\n2,4,6,8\n3,6,9,12", "1, 2, 3, 4"],
    ["400.1,400.2,400.3,400.4,400.5\n0.4,0.1,0.7,0.3,0.2", "400.1, 400.2, 400.3, 400.4, …"],
    ["1,2\n0.6,0.2\n0.8,0.9", "1, 2"],
    ["0,1,2\n0.5,0.7,0.1", "0, 1, 2"],
    [`1,2,3${"\n0,5,9\n-1,4,4".repeat(3)}`, "1, 2, 3"],
    [`0,1,2\n${"7,1,9\n".repeat(9)}7,1,9`, "0, 1, 2"],
  ];
  for (const [text, shown] of cases) {
    assertEquals(find(text), {
      isHeader: false,
      remark: `Row 1 (${shown}) is taken as an example, though it may be the names of the ` +
        "columns; --header yes takes it so",
    }, text);
  }
});

Deno.test("the option of a header decides, and nothing is said", async () => {
  const text = "0,1,2\n0.5,0.2,0.7\n";
  const without = await read(text, { header: false });
  assertEquals(without, {
    examples: { shape: [3], count: 2, values: Float32Array.of(0, 1, 2, 0.5, 0.2, 0.7) },
  });
  assertEquals(await read("1,2\n3,4\n", { header: true }), {
    examples: { shape: [2], count: 1, values: Float32Array.of(3, 4) },
    columns: ["1", "2"],
  });
});

Deno.test("columns without a name, and of one name, are told apart, and said", async () => {
  const { columns, remarks } = await read("a,,a\n1,2,3\n");
  assertEquals(columns, ["a", "column 2", "a (column 3)"]);
  assertEquals(remarks, [
    'Column 2 has no name and is called "column 2"',
    'Column 3 has the name of another one and is called "a (column 3)"',
  ]);
});
