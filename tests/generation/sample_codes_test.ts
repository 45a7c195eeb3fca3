import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng, sampleCodes, sampleMixture, unitNormal } from "../../src/generation/mod.ts";
import { KNOWN as mixture } from "./mixtures.ts";

const codeShape = [2], rng = createRng(5);

Deno.test("a Gaussian prior is drawn from before a mixture, which stands for what is missing", () => {
  const drawn = { count: 3, rng };
  assertEquals(
    sampleCodes({ codeShape, mixture, prior: { type: "gaussian" } }, drawn),
    sampleMixture(unitNormal(codeShape), drawn),
  );
  assertEquals(sampleCodes({ codeShape, mixture }, drawn), sampleMixture(mixture, drawn));
});

Deno.test("coins fall with the probability of their prior, each code by its own stream", () => {
  const source = { codeShape: [2, 3], prior: { type: "bernoulli" as const, probability: 0.2 } };
  const { shape, values } = sampleCodes(source, { count: 2000, rng });
  assertEquals(shape, [2000, 2, 3]);
  assertEquals([...new Set(values)].sort(), [0, 1]);
  // The standard deviation of the mean of 12,000 such coins is 0.0037.
  assertAlmostEquals(values.reduce((sum, value) => sum + value, 0) / 12_000, 0.2, 0.015);
  assertEquals(sampleCodes(source, { count: 4, rng }).values, values.slice(0, 24));
});

Deno.test("without a prior and a mixture nothing is drawn, nor a count that is none", () => {
  assertThrows(
    () => sampleCodes({ codeShape }, { count: 1, rng }),
    TypeError,
    "Cannot draw codes: the model has no prior, and no mixture was fitted to its codes",
  );
  const coins = { type: "bernoulli" as const, probability: 0.5 };
  for (const count of [-1, 0.5]) {
    assertThrows(
      () => sampleCodes({ codeShape, prior: coins }, { count, rng }),
      RangeError,
      `Cannot draw ${count} codes`,
    );
  }
});
