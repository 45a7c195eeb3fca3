import { assertEquals, assertRejects } from "@std/assert";
import { readCsv } from "../../../../src/data/formats/csv.ts";
import type { TableOptions } from "../../../../src/data/formats/reading_options.ts";

const read = (text: string, options?: TableOptions) =>
  readCsv(new TextEncoder().encode(text), "a.csv", options);

Deno.test("a column that numbers the rows becomes their ids, and that is said", async () => {
  const named = "numbers the rows and is left out";
  const cases: [string, readonly string[], string][] = [
    ["", ["0", "1", "2"], `The first column, which has no name, ${named}; `],
    ["Unnamed: 0", ["1", "2", "3"], `The column "Unnamed: 0" ${named}; `],
    ["Id", ["10", "17", "103"], `The column "Id" ${named}; `],
    ["index", ["8", "3", "5"], `The column "index" ${named}; `],
    ["PassengerId", ["8", "3", "5"], `The column "PassengerId" ${named}; `],
    ["user_id", ["8", "3", "5"], `The column "user_id" ${named}; `],
    ["ID", ["train_0", "train_1", "train_2"], 'The column "ID" names the rows and is left out'],
  ];
  for (const [name, ids, remark] of cases) {
    const text = `${name},a,b\n${ids.map((id) => `${id},0.5,2\n`).join("")}`;
    const { examples, columns, remarks } = await read(text);
    assertEquals([examples.ids, examples.shape, columns], [ids, [2], ["a", "b"]]);
    assertEquals(remarks?.length, 1);
    assertEquals(remarks?.[0].slice(0, remark.length), remark);
  }
});

Deno.test("a column called id whose numbers are no ids is read, and that is said", async () => {
  for (const ids of [[1, 1, 2], [0.5, 1, 2]]) {
    const { examples, columns, remarks } = await read(
      `id,a\n${ids.map((id) => `${id},3\n`).join("")}`,
    );
    assertEquals([examples.ids, columns], [undefined, ["id", "a"]]);
    assertEquals(remarks, [
      'The column "id" is read as values, as it does not number the rows; ' +
      `--set data.columns.leave='["id"]' leaves it out`,
    ]);
  }
  assertEquals((await read("id\n5\n7\n")).columns, ["id"]);
  const taken = await read("id,a\n1,3\n2,4\n", { columns: { take: ["id", "a"] } });
  assertEquals([taken.examples.shape, taken.remarks], [[2], undefined]);
});

Deno.test("a first column that counts the rows is read where its name says nothing, and said", async () => {
  const { examples, remarks } = await read("1,0.5\n2,0.7\n3,0.1\n");
  assertEquals(examples.shape, [2]);
  assertEquals(remarks, [
    "Column 1 counts the rows (1, 2, 3, …) and is read as values; " +
    `--set data.columns.leave='["1"]' leaves it out`,
  ]);
  const { examples: left, remarks: none } = await read("1,0.5\n2,0.7\n3,0.1\n", {
    columns: { leave: ["1"] },
  });
  assertEquals([left.shape, none], [[1], undefined]);
  assertEquals(
    (await read("day,a\n0,0.5\n1,0.7\n2,0.1\n")).remarks?.[0].slice(0, 45),
    'The column "day" counts the rows (0, 1, 2, …)',
  );
});

Deno.test("columns are taken and left by their names, in the order of the file", async () => {
  const text = "a,b,c,label\n1,2,x,0\n4,5,y,1\n";
  const taken = await read(text, { columns: { take: ["b", "a"] } });
  assertEquals([taken.columns, taken.examples.values], [["a", "b"], Float32Array.of(1, 2, 4, 5)]);
  assertEquals(taken.examples.labels, Int32Array.of(0, 1));
  const left = await read(text, { columns: { leave: ["c", "label"] } });
  assertEquals([left.columns, left.examples.labels], [["a", "b"], undefined]);
  const asked = await read(text, { columns: { leave: ["c", "a"] }, labelColumn: "c" });
  assertEquals([asked.columns, asked.classes], [["b", "label"], ["x", "y"]]);
  for (const columns of [{ take: ["a", "d"] }, { leave: ["d"] }]) {
    await assertRejects(
      () => read(text, { columns }),
      TypeError,
      'Cannot choose the column "d" of a.csv: expected one of "a", "b", "c", "label"',
    );
  }
  await assertRejects(
    () => read(text, { columns: { take: ["a", "label"] }, labelColumn: "label" }),
    TypeError,
    'Cannot take the column "label" of a.csv both as labels and as values: leave it out of',
  );
});

Deno.test("columns of too many different words are refused by name, with the ways out", async () => {
  const cases: [string, string][] = [
    [
      "a,city\n1,Rome\n2,Oslo\n",
      'Cannot read a.csv as CSV: column "city" holds 2 different words in 2 rows ("Rome" in row 2), ' +
      `too many for a value each; --set data.columns.leave='["city"]' leaves it out, ` +
      "data.maxCategories takes more, --label-column 'city' takes it as the labels",
    ],
    [
      "5.1,3.5,setosa\n4.9,3.0,virginica\n",
      'column 3 holds 2 different words in 2 rows ("setosa" in row 1), too many for a value each; ' +
      `--set data.columns.leave='["3"]' leaves it out, data.maxCategories takes more, ` +
      "--label-column '3' takes it",
    ],
    [
      "city,a,day,label\nRome,1,Monday,0\nOslo,2,Tuesday,1\n",
      'the columns "city", "day" hold words ("Rome" in row 2), too many different ones for a value ' +
      `each; --set data.columns.leave='["city","day"]' leaves them out`,
    ],
    [
      "city,day\nRome,Monday\n",
      'none of its columns holds numbers (column 1 has "city" in row 1), expected numbers with',
    ],
  ];
  for (const [text, message] of cases) {
    await assertRejects(() => read(text), SyntaxError, message);
  }
  const many = Array.from({ length: 13 }, (_, i) => `w${i}`);
  await assertRejects(
    () => read(`a,${many.join(",")}\n1,${many.map(() => "x").join(",")}\n`),
    SyntaxError,
    '"w11", … (13 in all) hold words ("x" in row 2), too many different ones for a value each; ' +
      "data.columns.leave with their names leaves them out",
  );
});
