import { assertEquals, assertThrows } from "@std/assert";
import type { DataSet, Examples } from "../../../src/data/mod.ts";
import {
  type ClassChoice,
  restrictClasses,
} from "../../../src/data/examples/classes/restrict_classes.ts";
import { denseExamples } from "../../../src/data/mod.ts";

/** Examples of one value, which is their place. */
const examples = (labels?: readonly number[]): Examples => ({
  shape: [1],
  count: 4,
  values: Float32Array.of(0, 1, 2, 3),
  ...(labels && { labels: Int32Array.from(labels) }),
});

const animals: DataSet = {
  name: "data/animals.csv",
  train: examples([0, 2, 1, 2]),
  test: examples([2, 2, 0, 1]),
  classes: ["cat", "dog", "emu"],
};

const rows = ({ train, test }: DataSet) =>
  [train, test].map((part) =>
    part && [...denseExamples(part).values].map((value, i) => [value, part.labels![i]])
  );

Deno.test("examples of other classes are left out of both parts, and labels stay as they are", () => {
  const taken = restrictClasses(animals, { take: ["cat", "emu"] });
  assertEquals(rows(taken), [[[0, 0], [1, 2], [3, 2]], [[0, 2], [1, 2], [2, 0]]]);
  assertEquals(taken.classes, animals.classes);
  assertEquals(rows(restrictClasses(animals, { leave: ["dog"] })), rows(taken));
});

Deno.test("classes without names are called by their numbers", () => {
  const { classes: _, test: __, ...unnamed } = animals;
  assertEquals(rows(restrictClasses(unnamed, { take: ["2"] })), [[[1, 2], [3, 2]], undefined]);
});

const refused: [data: DataSet, choice: ClassChoice, sentence: string][] = [
  [
    animals,
    { take: ["cat", "cow"] },
    "Cannot choose classes of animals.csv: cow is none of them; expected some of cat, dog, emu",
  ],
  [
    { name: "x.npz", train: examples([3, 1, 1, 1]) },
    { leave: ["cat", "2"] },
    "Cannot choose classes of x.npz: cat, 2 are none of them; expected some of 1, 3",
  ],
  [
    animals,
    { leave: ["cat", "dog", "emu"] },
    "Cannot choose classes of animals.csv: data.classes leaves no training examples; choose others",
  ],
  [
    { name: "x.npy", train: examples() },
    { take: ["1"] },
    "Cannot choose classes of x.npy: its examples have no labels; of a table name their column with data.labelColumn, or leave data.classes out",
  ],
];

for (const [data, choice, sentence] of refused) {
  Deno.test(`${JSON.stringify(choice)} of ${data.name} is refused in one sentence`, () => {
    assertEquals(assertThrows(() => restrictClasses(data, choice), RangeError).message, sentence);
  });
}
