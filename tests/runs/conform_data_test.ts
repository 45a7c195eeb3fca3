import { assertEquals, assertThrows } from "@std/assert";
import { conformData } from "../../src/runs/conform_data.ts";
import { denseExamples } from "../../src/data/mod.ts";

const where = { directory: "runs/x", name: "new/table.csv" };

const table = (columns: readonly string[] | undefined, row: readonly number[]) => ({
  name: "table.csv",
  train: { shape: [row.length], count: 1, values: Float32Array.from(row) },
  ...(columns && { columns }),
});

const labelled = (classes: readonly string[] | undefined, labels: readonly number[]) => ({
  name: "table.csv",
  train: {
    shape: [1],
    count: labels.length,
    values: new Float32Array(labels.length),
    labels: Int32Array.from(labels),
  },
  ...(classes && { classes }),
});

Deno.test("columns in another order are put into that of the training, and it is said", () => {
  const { train, columns, remarks } = conformData(
    table(["c", "a", "b"], [3, 1, 2]),
    { columns: ["a", "b", "c"] },
    where,
  );
  assertEquals([...denseExamples(train).values], [1, 2, 3]);
  assertEquals(columns, ["a", "b", "c"]);
  assertEquals(remarks, [
    "Its columns are put into the order of the training's, by their names.",
  ]);
});

Deno.test("columns without names are taken as they come, and it is said", () => {
  const { train, remarks } = conformData(table(undefined, [3, 1]), { columns: ["a", "b"] }, where);
  assertEquals([...denseExamples(train).values], [3, 1]);
  assertEquals(remarks, ["Its columns have no names: they are taken for a, b."]);
});

Deno.test("missing columns and additional ones are refused by their names", () => {
  const refused = (columns: readonly string[]) =>
    assertThrows(
      () => conformData(table(columns, [1, 2]), { columns: ["a", "b"] }, where),
      RangeError,
    ).message;
  assertEquals(
    refused(["a", "x"]),
    "Cannot use table.csv with runs/x: it lacks the column b, and the model does not take its column x; the model takes a, b",
  );
  assertEquals(
    refused(["x", "y"]),
    "Cannot use table.csv with runs/x: it lacks the columns a, b, and the model does not take its columns x, y; the model takes a, b",
  );
});

Deno.test("classes are matched by their names", () => {
  const names = { classes: ["cat", "dog", "emu"] };
  const { train, classes } = conformData(labelled(["emu", "cat"], [0, 1, 1]), names, where);
  assertEquals([...train.labels!], [2, 0, 0]);
  assertEquals(classes, names.classes);
});

Deno.test("a class that the model does not know is refused with both lists", () => {
  assertThrows(
    () => conformData(labelled(["cat", "cow"], [0, 1]), { classes: ["cat", "dog"] }, where),
    RangeError,
    "Cannot use table.csv with runs/x: it has class cow that the model was not trained on, which knows cat, dog; leave those examples out, or the labels",
  );
});

Deno.test("labels without names count through the classes of the training, and it is said", () => {
  const { train, remarks } = conformData(
    labelled(undefined, [1, 0]),
    { classes: ["cat", "dog"] },
    where,
  );
  assertEquals([...train.labels!], [1, 0]);
  assertEquals(remarks, ["Its classes have no names: 0 is taken for cat, and so on."]);
});

Deno.test("classes that the model does not know keep their own names where they are allowed", () => {
  const names = { classes: ["cat", "dog"] };
  const data = labelled(["cow", "dog"], [0, 1]);
  const { train, classes } = conformData(data, names, { ...where, newClasses: true });
  assertEquals([[...train.labels!], classes], [[0, 1], ["cow", "dog"]]);
  // Those without names are taken for the model's still.
  const { classes: taken } = conformData(labelled(undefined, [1]), names, {
    ...where,
    newClasses: true,
  });
  assertEquals(taken, ["cat", "dog"]);
});
