import { assert, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { chooseLabelled, type DenseExamples } from "../../../src/data/mod.ts";

/** An example of one value, its row, for each label. */
function labelled(labels: readonly number[]): DenseExamples {
  return {
    shape: [1],
    count: labels.length,
    values: Float32Array.from(labels, (_, row) => row),
    labels: Int32Array.from(labels),
  };
}

/** Of class 0 thirty, of class 1 six, of class 2 nine, mixed. */
const uneven = labelled(
  Array.from({ length: 45 }, (_, row) => row % 15 < 10 ? 0 : row % 15 < 12 ? 1 : 2),
);
const choose = (examples: DenseExamples, count: number, seed = 1) =>
  chooseLabelled(examples, { count, classes: 3, rng: createRng(seed) });
const counts = ({ labels }: DenseExamples) =>
  [0, 1, 2].map((label) => labels!.filter((own) => own === label).length);

Deno.test("as many of each class are chosen, each once, in the order of the file, with their labels", () => {
  for (const count of [3, 9, 18]) {
    const chosen = choose(uneven, count);
    assertEquals(counts(chosen), Array(3).fill(count / 3));
    assertEquals(chosen.values, chosen.values.slice().sort());
    assertEquals(new Set(chosen.values).size, count);
    assertEquals(chosen.labels, Int32Array.from(chosen.values, (row) => uneven.labels![row]));
  }
});

Deno.test("what is over goes to classes that the stream chooses, one for each", () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const [first, second] = [choose(uneven, 10, seed), choose(uneven, 11, seed)].map(counts);
    assertEquals(first.toSorted(), [3, 3, 4]);
    assertEquals(second.toSorted(), [3, 4, 4]);
    seen.add(String(first));
  }
  assertEquals(seen.size, 3);
});

Deno.test("one seed chooses one way, another one another way, and a larger count has the smaller one's", () => {
  assertEquals(choose(uneven, 9), choose(uneven, 9));
  assert(choose(uneven, 9).values.some((row, i) => row !== choose(uneven, 9, 2).values[i]));
  for (let count = 3; count < 18; count++) {
    const more = new Set(choose(uneven, count + 1).values);
    assert([...choose(uneven, count).values].every((row) => more.has(row)), String(count));
  }
});

Deno.test("examples of which no such choice can be made are refused", () => {
  const refused = (examples: DenseExamples, count: number, sentence: string) =>
    assertThrows(
      () => choose(examples, count),
      RangeError,
      `Cannot choose ${count} labelled examples: ${sentence}`,
    );
  const { labels: _, ...without } = uneven;
  refused(without, 9, "they have no labels, expected the class of each");
  refused(
    labelled([2, 2, 2]),
    3,
    "all are of class 2, expected examples of two classes or more",
  );
  for (const count of [2, 0, -3, 4.5, NaN]) {
    refused(uneven, count, "expected a whole number from 3 up, one of each of the 3 classes");
  }
  refused(uneven, 21, "class 1 has 6, and 7 of it are needed; ask for fewer");
  refused(labelled([0, 2, 0]), 3, "class 1 has 0, and 1 of it are needed; ask for fewer");
  refused(labelled([0, 3, 1]), 3, "example 1 is of class 3, of 3 from 0 on");
  refused(labelled([0, -1, 1]), 3, "example 1 is of class -1, of 3 from 0 on");
  refused(labelled([]), 3, "class 0 has 0, and 1 of it are needed; ask for fewer");
});
