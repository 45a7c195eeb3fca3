import { assertEquals, assertThrows } from "@std/assert";
import { dataSetOfLines } from "../../../../src/data/formats/texts/data_set_of_lines.ts";
import { readJsonLines } from "../../../../src/data/formats/texts/json_lines.ts";
import { denseExamples } from "../../../../src/data/mod.ts";

const read = (...lines: unknown[]) =>
  readJsonLines(
    new TextEncoder().encode(
      lines.map((line) => typeof line === "string" ? line : JSON.stringify(line)).join("\n"),
    ),
    "a.jsonl",
  );

Deno.test("readJsonLines() reads texts or numbers, labels and splits", () => {
  assertEquals(
    read({ text: "one", labels: ["b", "c"] }, "", { text: "", label: 3, split: "test" }),
    [
      { line: 1, text: "one", label: "b", split: "train" },
      { line: 3, text: "", label: "3", split: "test" },
    ],
  );
  assertEquals(read({ x: [1, 2] }, { values: [3, 4] }), [
    { line: 1, values: [1, 2], split: "train" },
    { line: 2, values: [3, 4], split: "train" },
  ]);
});

Deno.test("readJsonLines() names the line of what it refuses", () => {
  const cases: [unknown[], string][] = [
    [["{"], "Cannot read a.jsonl as JSON lines: line 1 is not JSON"],
    [[{ text: "" }, "[1]"], "line 2 is not an object"],
    [[{ text: 1 }], 'line 1 has a "text" that is not a string'],
    [[{ text: "a", x: [1] }], "line 1 has both"],
    [[{}], "line 1 has neither"],
    [[{ x: [] }], "line 1 has neither"],
    [[{ x: [1, null] }], "line 1 has a value 2 that is not a finite 32-bit number"],
    [['{"x": [1e39]}'], "line 1 has a value 1"],
    [[{ text: "a", split: "valid" }], 'line 1 has a "split"'],
    [[{ text: "a", label: 0.5 }], "line 1 has a label"],
    [[{ text: "a" }, { x: [1] }], "line 2 holds numbers, unlike line 1"],
    [[{ x: [1] }, { x: [1, 2] }], "line 2 holds 2 numbers, line 1 1"],
    [[{ text: "a", label: 1 }, { text: "b" }], "line 2 has no label, unlike line 1"],
    [["", " "], "it holds no lines"],
  ];
  for (const [lines, message] of cases) {
    assertThrows(() => read(...lines), SyntaxError, message);
  }
  assertThrows(() => readJsonLines(Uint8Array.of(0xff), "a.jsonl"), SyntaxError, "not UTF-8");
});

Deno.test("dataSetOfLines() gives both splits the classes and the words of one table", () => {
  const lines = read(
    { text: "fish swim swim", label: "sea" },
    { text: "birds sing", label: "air" },
    { text: "birds swim and fly", label: "zoo", split: "test" },
  );
  const data = dataSetOfLines(lines, { name: "pets" });
  assertEquals(data.classes, ["air", "sea", "zoo"]);
  assertEquals(data.words?.vocabulary, ["swim", "birds", "fish", "sing"]);
  assertEquals(data.train.labels, Int32Array.of(1, 0));
  assertEquals(
    denseExamples(data.train).values,
    Float32Array.of(2 / 3, 0, 1 / 3, 0, 0, 1 / 2, 0, 1 / 2),
  );
  assertEquals(data.test?.labels, Int32Array.of(2));
  assertEquals(denseExamples(data.test!).values, Float32Array.of(1 / 2, 1 / 2, 0, 0));
  assertEquals(
    denseExamples(
      dataSetOfLines(lines, {
        name: "pets",
        words: { vocabulary: ["fly", "sing"], weights: "counts" },
      }).test!,
    ).values,
    Float32Array.of(1, 0),
  );
});

Deno.test("words that are chosen by classes of texts which are tested on are said", () => {
  const lines = [{ text: "fish swim", label: "sea" }, { text: "birds sing", label: "air" }];
  const text = { choose: "information" } as const;
  const own = dataSetOfLines(read(...lines), { name: "pets", text });
  assertEquals(own.remarks?.length, 1);
  assertEquals(
    own.remarks?.[0].startsWith("The words are chosen by the classes of all texts"),
    true,
  );
  const tested = read(...lines, { text: "birds fly", label: "air", split: "test" });
  assertEquals(dataSetOfLines(tested, { name: "pets", text }).remarks, undefined);
  assertEquals(dataSetOfLines(read(...lines), { name: "pets" }).remarks, undefined);
  const { words } = own;
  assertEquals(dataSetOfLines(read(...lines), { name: "pets", text, words }).remarks, undefined);
});

Deno.test("dataSetOfLines() holds lines of numbers as they are, and needs a training line", () => {
  assertEquals(dataSetOfLines(read({ x: [1, 2] }, { x: [3, 4] }), { name: "a" }), {
    name: "a",
    train: { shape: [2], count: 2, values: Float32Array.of(1, 2, 3, 4) },
  });
  assertThrows(
    () => dataSetOfLines(read({ x: [1], split: "test" }), { name: "a" }),
    RangeError,
    "Cannot train on a",
  );
});
