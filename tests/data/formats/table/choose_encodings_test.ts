import { assertEquals, assertRejects } from "@std/assert";
import {
  cellsOf,
  type ColumnEncoding,
  readCsv,
  tableColumns,
  type TableOptions,
} from "../../../../src/data/mod.ts";

const read = (text: string, options?: TableOptions) =>
  readCsv(new TextEncoder().encode(text), "a.csv", options);

const ORDERS = `shop,amount,day,gift
north,1.5,2026-01-03,yes
south,2.5,2026-01-01,no
north,3.5,2026-02-01,no
south,4.5,2026-01-02,yes
`;

/** The rows of a table that was read. */
async function rowsOf(text: string, options?: TableOptions): Promise<number[][]> {
  const { examples: { values, count } } = await read(text, options);
  const size = values.length / count;
  return Array.from({ length: count }, (_, i) => [...values.subarray(i * size, (i + 1) * size)]);
}

Deno.test("words become a value each, dates days since the first, truths 1 and 0, and all is said", async () => {
  const { columns, encodings, remarks } = await read(ORDERS);
  assertEquals(columns, ["shop=north", "shop=south", "amount", "day", "gift"]);
  assertEquals(encodings, [
    { name: "shop", kind: "words", words: ["north", "south"] },
    { name: "day", kind: "date", since: "2026-01-01" },
    { name: "gift", kind: "truth" },
  ]);
  assertEquals(await rowsOf(ORDERS), [
    [1, 0, 1.5, 2, 1],
    [0, 1, 2.5, 0, 0],
    [1, 0, 3.5, 31, 0],
    [0, 1, 4.5, 1, 1],
  ]);
  assertEquals(remarks, [
    'The column "gift" holds true or false (yes or no), which are read as 1 and 0',
    'The column "day" holds dates, which are read as days since 2026-01-01; ' +
    `--set data.columns.leave='["day"]' leaves it out`,
    'The column "shop" holds words and is read as 2 values, one for each word ("north", "south"); ' +
    `--set data.columns.leave='["shop"]' leaves it out, --label-column 'shop' takes it as the labels`,
  ]);
});

Deno.test("what values stand for are the cells that they were read from", async () => {
  const { columns, encodings } = await read(ORDERS);
  const layout = tableColumns(columns!, encodings);
  const cells = (await rowsOf(ORDERS)).map((row) => cellsOf(row, layout).map(({ cell }) => cell));
  assertEquals(cells[0], ["north", 1.5, "2026-01-03", true]);
  assertEquals(cells[2], ["north", 3.5, "2026-02-01", false]);
  const [soft] = [cellsOf([0.4, 0.6, 7, 30.7, 0.2], layout)];
  assertEquals(soft.map(({ cell }) => cell), ["south", 7, "2026-02-01", false]);
});

Deno.test("other data are read by the encodings of the training, in any order of columns", async () => {
  const { encodings } = await read(ORDERS);
  const other = "gift,day,amount,shop\nfalse,2025-12-31,9,south\n";
  const { columns, remarks } = await read(other, { encodings: encodings! });
  assertEquals(columns, ["gift", "day", "amount", "shop=north", "shop=south"]);
  assertEquals(await rowsOf(other, { encodings: encodings! }), [[0, -1, 9, 0, 1]]);
  assertEquals(remarks, undefined);
  for (
    const [text, message] of [
      ["shop,amount\neast,1\n", 'row 2, column "shop" holds "east", expected one of the words of'],
      [
        "shop,amount\nsouth,1\nnorth,much\n",
        'row 3, column "amount" holds "much", expected a number',
      ],
      [
        "day\n2026-01-01\nsoon\n",
        'row 3, column "day" holds "soon", expected a date as those of the training',
      ],
      ["gift\nyes\nmaybe\n", 'column "gift" holds "maybe", expected true or false as those of the'],
    ]
  ) {
    const known = { encodings: encodings!, names: ["shop", "amount", "day", "gift"] };
    await assertRejects(() => read(text, known), SyntaxError, message);
  }
});

Deno.test("the order of day and month follows from a number above 12, points put the day first", async () => {
  const since = async (...cells: string[]) => {
    const { encodings } = await read(`day,a\n${cells.map((cell) => `${cell},1\n`).join("")}`);
    const [date] = encodings!;
    return date.kind === "date" ? [date.since, date.order, date.hasTimes] : [];
  };
  assertEquals(await since("01/02/2026", "13/02/2026"), ["2026-02-01", "day-first", undefined]);
  assertEquals(await since("01/02/2026", "02/13/2026"), ["2026-01-02", "month-first", undefined]);
  assertEquals(await since("03.02.2026", "01.02.2026"), ["2026-02-01", undefined, undefined]);
  assertEquals(await since("2026/02/03 12:00", "2026-02-04T06:00:00Z"), [
    "2026-02-03",
    undefined,
    true,
  ]);
  for (const cells of [["01/02/2026"], ["13/02/2026", "02/13/2026"]]) {
    await assertRejects(
      () => since(...cells),
      SyntaxError,
      "whose day and month cannot be told apart; write them as 2026-11-29, or --set data.columns",
    );
  }
  await assertRejects(
    () => since("2026-02-27", "2026-02-30"),
    SyntaxError,
    'row 3, column "day" holds "2026-02-30", expected a date as the first rows have',
  );
});

Deno.test("times of day and their zones are parts of a day", async () => {
  const text = "at,a\n2026-01-01 06:00,1\n2026-01-01T12:00:00+03:00,1\n2026-01-02T00:00:36Z,1\n";
  assertEquals((await rowsOf(text)).map(([day]) => Math.round(day * 86_400)), [
    21_600,
    32_400,
    86_436,
  ]);
  const { columns, encodings } = await read(text);
  const [{ cell }] = cellsOf((await rowsOf(text))[2], tableColumns(columns!, encodings));
  assertEquals(cell, "2026-01-02T00:00:36Z");
});

Deno.test("empty cells of words have no word, and are marked where that is asked for", async () => {
  const text = "shop,amount,size\nnorth,1,2\n,2,3\nsouth,NA,4\nnorth,3,5\nsouth,4,6\n";
  await assertRejects(() => read(text), SyntaxError, 'row 3, column "shop" is empty; --set');
  assertEquals((await rowsOf(text, { missing: "drop" })).length, 3);
  const options = { missing: "keep", missingIndicator: true } as const;
  const { columns, encodings } = await read(text, options);
  assertEquals(columns, [
    "shop=north",
    "shop=south",
    "amount",
    "size",
    "shop is missing",
    "amount is missing",
  ]);
  const rows = await rowsOf(text, options);
  assertEquals(rows[1], [NaN, NaN, 2, 3, 1, 0]);
  assertEquals(rows[2], [0, 1, NaN, 4, 0, 1]);
  // Other data have the marks of the training, whichever of their cells are empty.
  const other = await rowsOf("size,amount,shop\n,5,north\n", {
    missing: "keep",
    encodings: encodings!,
  });
  assertEquals(other, [[NaN, 5, 1, 0, 0, 0]]);
});

Deno.test("the most words of a column are chosen, none of them refuses all", async () => {
  const table = (count: number) =>
    `a,w\n${Array.from({ length: 60 }, (_, i) => `${i % 7},w${i % count}\n`).join("")}`;
  assertEquals((await read(table(20))).columns?.length, 21);
  await assertRejects(() => read(table(21)), SyntaxError, "holds more than 20 different words in");
  assertEquals((await read(table(21), { maxCategories: 21 })).columns?.length, 22);
  await assertRejects(() => read(table(2), { maxCategories: 0 }), SyntaxError, "too many");
});

Deno.test("a table of words alone is read, and one without a header names its columns by number", async () => {
  const words = "cap,smell\nred,none\nbrown,almond\nred,almond\nbrown,none\n";
  const { columns: named, remarks } = await read(words);
  assertEquals(named, ["cap=brown", "cap=red", "smell=almond", "smell=none"]);
  assertEquals(
    remarks?.[0],
    "Row 1 (cap, smell) is taken as the names of the columns; --header no reads it as an example",
  );
  const { columns, encodings } = await read("1,x\n2,y\n3,x\n4,y\n", { columns: { leave: [] } });
  assertEquals(columns, ["column 1", "column 2=x", "column 2=y"]);
  assertEquals(await rowsOf("5,y\n", { encodings: encodings! }), [[5, 0, 1]]);
});

Deno.test("words that give a value the name of another column are refused", async () => {
  await assertRejects(
    () => read("shop,shop=x\nx,1\nx,2\n"),
    TypeError,
    'Cannot use a.csv: the words of one column give a value the name of another, "shop=x"; rename',
  );
});

Deno.test("columns of values are those of the table, in their places", () => {
  const encodings: ColumnEncoding[] = [{ name: "b", kind: "words", words: ["x", "y"] }];
  assertEquals(tableColumns(["a", "b=x", "b=y", "c"], encodings), [
    { name: "a", from: 0, size: 1 },
    { name: "b", from: 1, size: 2, encoding: encodings[0] },
    { name: "c", from: 3, size: 1 },
  ]);
});
