import { assertEquals, assertRejects } from "@std/assert";
import { readCsv } from "../../../../src/data/formats/csv.ts";
import type { TableOptions } from "../../../../src/data/formats/reading_options.ts";

const read = (text: string, options?: TableOptions) =>
  readCsv(new TextEncoder().encode(text), "a.csv", options);

/** A table of a column `a` and one of this name. */
const table = (name: string, cells: readonly (string | number)[]) =>
  `a,${name}\n${cells.map((cell, i) => `${i / 4},${cell}`).join("\n")}\n`;

Deno.test("one column of a usual name holds the labels, the likeliest of those that are there", async () => {
  for (const name of ["LABEL", "labels", " Class ", "target", "y", "Species", "category"]) {
    const { examples, columns, remarks } = await read(table(name, [0, 1, 1]));
    assertEquals([examples.labels, columns], [Int32Array.of(0, 1, 1), ["a"]]);
    assertEquals(remarks, [
      `The column "${name.trim()}" is taken as the labels, of 2 classes; ` +
      "--label-column none reads it as values",
    ]);
  }
  const { examples, columns } = await read("category,target,class\n1,2,3\n4,5,6\n");
  assertEquals([examples.labels, columns], [Int32Array.of(3, 6), ["category", "target"]]);
});

Deno.test("a target of measured values is no label unless asked for, and that is said", async () => {
  const measured = Array.from({ length: 30 }, (_, i) => i / 8);
  const { examples, columns, remarks } = await read(table("target", measured));
  assertEquals([examples.labels, columns], [undefined, ["a", "target"]]);
  assertEquals(remarks, [
    'The column "target" is read as values and not as labels, as its 30 different numbers are ' +
    "hardly classes; --label-column 'target' takes it as the labels",
  ]);
  const asked = await read(table("target", measured), { labelColumn: "target" });
  assertEquals([asked.classes?.length, asked.columns, asked.remarks], [30, ["a"], undefined]);
  const few = await read(table("y", [0.5, 1, 0.5, 1, 1.0, "0.50"]));
  assertEquals(few.examples.labels, Int32Array.of(0, 1, 0, 1, 1, 0));
  assertEquals(few.classes, ["0.5", "1"]);
  const words = await read(table("y", Array.from({ length: 30 }, (_, i) => `w${i}`)));
  assertEquals(words.classes?.length, 30);
  const point = await read("x,y\n1,0\n2,1\n4,1\n");
  assertEquals([point.examples.labels, point.columns], [undefined, ["x", "y"]]);
  assertEquals(point.remarks, [
    'The column "y" is read as values and not as labels, as it stands beside a column "x"; ' +
    "--label-column 'y' takes it as the labels",
  ]);
});

Deno.test("labels are chosen by name, by number from 1, as the last column, or not at all", async () => {
  const text = "label,b,2\n1,2,3\n4,5,6\n";
  const labels = async (labelColumn: string) => (await read(text, { labelColumn })).examples.labels;
  assertEquals(await labels("b"), Int32Array.of(2, 5));
  assertEquals(await labels("1"), Int32Array.of(1, 4));
  // A name goes before a number.
  assertEquals(await labels("2"), Int32Array.of(3, 6));
  assertEquals(await labels("last"), Int32Array.of(3, 6));
  assertEquals(await labels("none"), undefined);
  const { examples } = await read("5.1,3.5,setosa\n4.9,3.0,setosa\n", { labelColumn: "last" });
  assertEquals([examples.labels, examples.shape], [Int32Array.of(0, 0), [2]]);
  for (const labelColumn of ["c", "4", "0", "Last"]) {
    await assertRejects(
      () => read(text, { labelColumn }),
      TypeError,
      `Cannot take the labels of a.csv from a column "${labelColumn}": expected one of ` +
        `"label", "b", "2", a number from 1 to 3, last or none`,
    );
  }
});

Deno.test("labels that differ by spelling alone are one class, codes with zeros are themselves", async () => {
  const labels = async (cells: readonly string[]) => {
    const { examples, classes } = await read(table("label", cells));
    return [Array.from(examples.labels ?? []), classes];
  };
  assertEquals(await labels(["1", " 1", "1.0", "+1", "2 "]), [[1, 1, 1, 1, 2], undefined]);
  assertEquals(await labels(["x", " x", "X"]), [[1, 1, 0], ["X", "x"]]);
  assertEquals(await labels(["-1", "1", "-1.0"]), [[0, 1, 0], ["-1", "1"]]);
  assertEquals(await labels(["NA", "none", "07", "7"]), [[2, 3, 0, 1], ["07", "7", "NA", "none"]]);
});

Deno.test("data for a model may come without the column of labels that its training had, and that is said", async () => {
  const names = ["a", "b"];
  const without = async (text: string, labelColumn: string) => {
    const { examples, columns, remarks } = await read(text, { labelColumn, names });
    assertEquals([examples.shape, examples.labels], [[2], undefined]);
    assertEquals(
      remarks?.filter((remark) => remark.includes("labels")),
      [`There is no column "${labelColumn}" of labels: the examples have none`],
    );
    return columns;
  };
  assertEquals(await without("a,b\n1,2\n3,4\n", "state"), names);
  assertEquals(await without("a,b\n1,2\n3,4\n", "last"), names);
  assertEquals(await without("a,b\n1,2\n3,4\n", "1"), names);
  await without("1,2\n3,4\n", "last");
  const labelled = await read("a,state,b\n1,x,2\n3,y,4\n", { labelColumn: "state", names });
  assertEquals([labelled.classes, labelled.columns], [["x", "y"], names]);
  const last = await read("1,2,0\n3,4,1\n", { labelColumn: "last", names });
  assertEquals(last.examples.labels, Int32Array.of(0, 1));
});
