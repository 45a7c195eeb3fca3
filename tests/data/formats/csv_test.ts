import { assertEquals, assertRejects } from "@std/assert";
import { readCsv } from "../../../src/data/formats/csv.ts";
import type { TableOptions } from "../../../src/data/formats/reading_options.ts";

const read = (text: string, options?: TableOptions) =>
  readCsv(new TextEncoder().encode(text), "a.csv", options);

Deno.test("readCsv() reads rows of numbers with and without a header", async () => {
  const examples = { shape: [2], count: 2, values: Float32Array.of(1, -2.5, 300, 0.5) };
  assertEquals(await read("1,-2.5\n3e2,.5\n"), { examples });
  assertEquals(await read("a,b\r\n1,-2.5\r\n\r\n3e2,.5"), { examples, columns: ["a", "b"] });
  assertEquals(await read("a,b\r1,-2.5\r3e2,.5\r"), { examples, columns: ["a", "b"] });
});

Deno.test("readCsv() takes the labels from a column called label or class, and says so", async () => {
  assertEquals(await read("x,label,y\n1,7,2\n3,0,4"), {
    examples: {
      shape: [2],
      count: 2,
      values: Float32Array.of(1, 2, 3, 4),
      labels: Int32Array.of(7, 0),
    },
    columns: ["x", "y"],
    remarks: [
      'The column "label" is taken as the labels, of 2 classes; --label-column none reads it as values',
    ],
  });
  assertEquals(await read('Class,size\n"dog, wet",1\ncat,2\n"dog, wet",3'), {
    examples: {
      shape: [1],
      count: 3,
      values: Float32Array.of(1, 2, 3),
      labels: Int32Array.of(1, 0, 1),
    },
    classes: ["cat", "dog, wet"],
    columns: ["size"],
    remarks: ['The column "Class" is taken as the labels, of 2 classes'],
  });
});

Deno.test("readCsv() reads cells in quotes, over lines too, and blanks around the quotes", async () => {
  const { examples, columns, classes } = await read(
    '"a ""b"",\nc", "d" ,label\n"1", "2" ,"x\ny"\n3,4,z\n',
  );
  assertEquals(columns, ['a "b", c', "d"]);
  assertEquals(examples.values, Float32Array.of(1, 2, 3, 4));
  assertEquals(classes, ["x\ny", "z"]);
});

Deno.test("readCsv() names the row and the column of what it refuses", async () => {
  const cases: [string, string][] = [
    ["1,2\n3", "Cannot read a.csv as CSV: row 2 has 1 cells, expected 2"],
    ["# by hand\n1,2\n\n3,4,5", "row 4 has 3 cells, expected 2"],
    ["a,b\n1,2\n1,x\n3,4", 'row 3, column "b" holds "x", expected a number; '],
    [
      "1,2\n3,4\n5,x",
      `row 3, column 2 holds "x", expected a number; --set data.columns.leave='["2"]' `,
    ],
    [`1,2\n3,4\n5,${"x".repeat(99)}`, `row 3, column 2 holds "${"x".repeat(40)}…", expected a`],
    ["1,2\n3,", "row 2, column 2 is empty; --set data.missing=drop leaves out such rows"],
    ["1,NaN\n", 'row 1, column 2 holds "NaN", no value; --set data.missing=drop leaves out'],
    ["nan,inf\n1,2", 'row 1, column 2 holds "inf", expected a finite number of 32 bits'],
    ["1,2\n3,-Infinity", 'row 2, column 2 holds "-Infinity", expected a finite number of 32 bits'],
    ["1,2\n3,1e39", 'row 2, column 2 holds "1e39", expected a finite number of 32 bits'],
    ["1,2\n3,0x10\n5,6", 'row 2, column 2 holds "0x10", expected a number'],
    [
      "a,b\n1,12%\n2,13%",
      'row 2, column "b" holds "12%", expected a number without a percent sign',
    ],
    ["a,b\n1,$5.20", 'row 2, column "b" holds "$5.20", expected a number without a currency sign'],
    ['a,b\n1,"1,234"', 'holds "1,234", expected a number without thousands separators and with a '],
    ["a;b\n1;1.234,5\n2;0,5", 'holds "1.234,5", expected a number without thousands separators'],
    ["a;b\n1;2,5\n2;0.5", 'row 3, column "b" holds "0.5", expected a number with a decimal comma'],
    ['a,b\n1,"0,5"', 'row 2, column "b" holds "0,5", expected a number with a decimal point'],
    ["0.1 0.2\n0.3 0.4", 'holds "0.1 0.2", expected one number, and commas, semicolons or tabs'],
    ['1,2\n3,"4', "Cannot read a.csv as CSV: row 2 opens a quote that nothing closes"],
    ['1,2\n3,4"', "row 2 has a quote within a cell, expected quotes around it"],
    ['1,2\n3,"4"5', "row 2 goes on behind a closing quote"],
  ];
  for (const [text, message] of cases) {
    await assertRejects(() => read(text), SyntaxError, message);
  }
  for (const empty of ["", "\n\n", "a,b\n", "# nothing\n"]) {
    await assertRejects(() => read(empty), RangeError, "Cannot use a.csv: it holds no rows");
  }
  await assertRejects(() => read("label\n1"), RangeError, "shape [0]");
});

Deno.test("readCsv() names the encoding of text that is not UTF-8", async () => {
  await assertRejects(
    () => readCsv(Uint8Array.of(0x31, 0xff, 0x32), "a.csv"),
    SyntaxError,
    "Cannot read a.csv as CSV: it is not UTF-8 text; save it in that encoding",
  );
  for (const bytes of [[0xff, 0xfe, 0x31, 0], [0xfe, 0xff, 0, 0x31], [0x31, 0, 0x2c, 0]]) {
    await assertRejects(
      () => readCsv(Uint8Array.from(bytes), "a.csv"),
      SyntaxError,
      "Cannot read a.csv as CSV: it is UTF-16 text, expected UTF-8; save it in that encoding",
    );
  }
});

Deno.test("readCsv() refuses empty cells, or leaves out their rows and counts them", async () => {
  const text = `a,b,label\n${
    ["1,2,0", "3,,1", "5,6,", "7,8,1", "NA,0,0", "9,?,0", "1,1,0"].join("\n")
  }`;
  await assertRejects(
    () => read(text),
    SyntaxError,
    'row 3, column "b" is empty; --set data.missing=drop leaves out such rows',
  );
  const { examples, remarks } = await read(text, { missing: "drop", labelColumn: "label" });
  assertEquals(examples.values, Float32Array.of(1, 2, 7, 8, 1, 1));
  assertEquals(examples.labels, Int32Array.of(0, 1, 0));
  assertEquals(remarks, [
    "4 of 7 rows have empty cells and are left out: rows 3, 4, 6, 7",
  ]);
  await assertRejects(
    () => read("a,label\n1,0\n2, \n", { missing: "refuse" }),
    SyntaxError,
    'Cannot read a.csv as CSV: row 3 has no label in column "label"; --set data.missing=drop ',
  );
  const many = `1,2\n${"3,\n".repeat(12)}`;
  assertEquals((await read(many, { missing: "drop" })).remarks, [
    "12 of 13 rows have empty cells and are left out: rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …",
  ]);
  await assertRejects(
    () => read("a,b\n1,\n2,NaN\n", { missing: "drop" }),
    RangeError,
    "Cannot use a.csv: each of its 2 rows has an empty cell; data.columns.leave would leave out",
  );
});

Deno.test("readCsv() reads columns of true and false as 1 and 0, and says so", async () => {
  const { examples, remarks } = await read("a,b,c\ntrue,1,No\nFALSE,2, yes\n");
  assertEquals(examples.values, Float32Array.of(1, 1, 0, 0, 2, 1));
  assertEquals(remarks, [
    'The columns "a", "c" hold true or false (yes or no), which are read as 1 and 0',
  ]);
  await assertRejects(
    () => read("a,b\n1,true\n2,false\n3,0\n"),
    SyntaxError,
    'row 4, column "b" holds "0", expected true or false as the first rows have',
  );
});

Deno.test("readCsv() reads a table that is longer than a piece of its text", async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i / 8},ö${i % 3},${-i}`);
  const { examples, classes, columns } = await read(`a,species,c\r\n${rows.join("\r\n")}\r\n`);
  assertEquals(columns, ["a", "c"]);
  assertEquals(classes, ["ö0", "ö1", "ö2"]);
  assertEquals(
    examples.values,
    Float32Array.from({ length: 40_000 }, (_, i) => i % 2 === 0 ? i / 16 : -(i - 1) / 2),
  );
  assertEquals(examples.labels, Int32Array.from({ length: 20_000 }, (_, i) => i % 3));
});

Deno.test("readCsv() ends once its signal is aborted, also while it reads", async () => {
  const bytes = new TextEncoder().encode("1,2\n".repeat(100_000));
  const controller = new AbortController();
  setTimeout(() => controller.abort());
  const reason = await assertRejects(() => readCsv(bytes, "a.csv", { signal: controller.signal }));
  assertEquals(reason, controller.signal.reason);
  assertEquals((await readCsv(bytes, "a.csv")).examples.count, 100_000);
});
