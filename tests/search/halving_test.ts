/** Rounds are those of the rule by hand; shares those of sums of squares by hand. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { checkFields } from "../../src/search/check_fields.ts";
import { ranked, rungsOf, trialsOf } from "../../src/search/halving.ts";
import { importanceOf } from "../../src/search/importance.ts";
import { drawValues, parseSpace, spaceJsonSchema } from "../../src/search/space.ts";
import { rankedTrials } from "../../src/search/trial_rows.ts";

Deno.test("each round has a third of the trials and three times the epochs of the one before", () => {
  const rungs = (trials: number, epochs: number, factor = 3) =>
    rungsOf({ trials, epochs, factor }).map(({ trials, epochs }) => [trials, epochs]);
  assertEquals(rungs(27, 27), [[27, 1], [9, 3], [3, 9], [1, 27]]);
  assertEquals(rungs(27, 10), [[27, 1], [9, 3], [3, 10]]);
  assertEquals(rungs(10, 81), [[10, 9], [3, 27], [1, 81]]);
  assertEquals(rungs(2, 9), [[2, 9]]);
  assertEquals(rungs(8, 4, 2), [[8, 1], [4, 2], [2, 4]]);
  assertEquals(rungs(1, 1), [[1, 1]]);
});

const results = [
  { trial: 0, round: 0, epochs: 1, error: 5 },
  { trial: 1, round: 0, epochs: 1, error: 3 },
  { trial: 2, round: 0, epochs: 0, failed: "it diverged" },
  { trial: 3, round: 0, epochs: 1, error: 3 },
];

Deno.test("the best of a round go on, of equal ones the first drawn, and none that failed", () => {
  assertEquals(ranked(results).map(({ trial }) => trial), [1, 3, 0, 2]);
  const rungs = [{ epochs: 1, trials: 4 }, { epochs: 3, trials: 2 }];
  assertEquals(trialsOf(0, { rungs, results: [] }), [0, 1, 2, 3]);
  assertEquals(trialsOf(1, { rungs, results }), [1, 3]);
  const many = [{ epochs: 1, trials: 4 }, { epochs: 3, trials: 4 }];
  assertEquals(trialsOf(1, { rungs: many, results }), [1, 3, 0]);
  const later = [...results, { trial: 3, round: 1, epochs: 3, error: 4 }];
  assertEquals(rankedTrials(later).map(({ trial }) => trial), [3, 1, 0, 2]);
});

Deno.test("draws follow from the seed, keep to the ends, and are even on the scale that is asked for", () => {
  const space = parseSpace({
    fields: {
      rate: { from: 1e-4, to: 1, scale: "log" },
      units: { from: 1, to: 4, whole: true },
      kind: { values: ["a", [1, 2]] },
    },
  }, "s");
  const draws = Array.from({ length: 4000 }, (_, i) => drawValues(space, createRng(3).fork(i)));
  assertEquals(draws[7], drawValues(space, createRng(3).fork(7)));
  const rates = draws.map(({ rate }) => rate as number);
  assert(rates.every((rate) => rate >= 1e-4 && rate <= 1));
  const share = rates.filter((rate) => rate < 1e-2).length / rates.length;
  assertAlmostEquals(share, 0.5, 0.03);
  for (const units of [1, 2, 3, 4]) {
    const own = draws.filter((draw) => draw.units === units).length;
    assertAlmostEquals(own / draws.length, 0.25, 0.03);
  }
  assertEquals(new Set(draws.map(({ kind }) => JSON.stringify(kind))), new Set(['"a"', "[1,2]"]));
});

const refused: [fields: Record<string, unknown>, sentence: string][] = [
  [{}, "Cannot use s: fields: expected one field or more"],
  [{ a: { from: 1 } }, "Cannot use s: fields.a"],
  [{ a: { from: 2, to: 1 } }, "Cannot use s: a goes from 2 to 1, expected more"],
  [{ a: { from: 0, to: 1, scale: "log" } }, "a begins at 0, and a logarithm has no place for it"],
  [{ a: { from: 0.5, to: 2, whole: true } }, "a is of whole numbers, and goes from 0.5 to 2"],
  [{ a: { values: [1, 1] } }, "a has the same value twice"],
  [{ a: { values: [1] } }, "Cannot use s: fields.a"],
];

for (const [fields, sentence] of refused) {
  Deno.test(`a space of ${JSON.stringify(fields)} is refused: ${sentence}`, () => {
    const error = assertThrows(() => parseSpace({ fields }, "s")) as Error;
    assert(error.message.includes(sentence), error.message);
  });
}

const recipe = readRecipe("strokes-deep");

const unsearchable: [path: string, values: unknown[], sentence: string][] = [
  ["model.codeSise", [1, 2], 'unrecognized key: "codeSise"'],
  ["model.codeSize", [1, 0], "s with model.codeSize=0: model.codeSize"],
  ["training.optimizer.learningRate", [0.1, "fast"], 'learningRate="fast"'],
  ["data.scale", ["unit", "none"], "Cannot search data.scale: errors would be of other examples"],
  ["seed", [1, 2], "Cannot search seed: other validation examples would be drawn"],
  ["training.epochs", [1, 2], "Cannot search training.epochs: it is what the search gives out"],
];

for (const [path, values, sentence] of unsearchable) {
  Deno.test(`${path} of ${JSON.stringify(values)} is refused: ${sentence}`, () => {
    const space = parseSpace({ fields: { [path]: { values } } }, "s");
    const error = assertThrows(() => checkFields(recipe, space, "s"), TypeError);
    assert(error.message.includes(sentence), error.message);
  });
}

Deno.test("any other field may be searched, but not without validation examples", () => {
  const space = parseSpace({
    fields: {
      "model.nodes": { values: [[64], [128, 64]] },
      "data.augment": { values: [{ shift: 1 }, null] },
      "training.schedule.warmUp": { from: 0, to: 3, whole: true },
    },
  }, "s");
  checkFields(recipe, space, "s");
  const blind = { ...recipe, data: { ...recipe.data, validation: 0 } };
  assertThrows(() => checkFields(blind, space, "s"), TypeError, "holds no validation examples out");
});

Deno.test("what mattered is the share of the ranks' variance between groups, less chance", () => {
  // Ranks 0 1 2 | 3 4 5: of 17.5 in all 4 within; 1 − 4/17.5 · 5/4 of two groups.
  const trials = [1, 2, 3, 40, 50, 600].map((error, i) => ({
    values: { half: i < 3 ? "a" : "b", other: i % 2 === 0, same: 1, rate: [1, 5, 2, 4, 6, 3][i] },
    error,
  }));
  const shares = Object.fromEntries(
    importanceOf(["half", "other", "same", "rate"], trials).map(({ path, share }) => [path, share]),
  );
  assertAlmostEquals(shares.half!, 1 - 4 / 17.5 * 5 / 4, 1e-12);
  assertEquals([shares.other, shares.same], [0, undefined]);
  // Thirds by size: ranks 0 2 | 5 3 | 1 4; within 2 + 2 + 4.5, of three groups.
  assertAlmostEquals(shares.rate!, Math.max(0, 1 - 8.5 / 17.5 * 5 / 3), 1e-12);
  assertEquals(importanceOf(["half"], trials.slice(2, 5))[0].share, undefined);
});

Deno.test("the schema of search spaces that is kept is the one that reads them", async () => {
  const kept = await Deno.readTextFile(
    new URL("../../models/search_space.schema.json", import.meta.url),
  );
  assertEquals(JSON.parse(kept), spaceJsonSchema());
});
