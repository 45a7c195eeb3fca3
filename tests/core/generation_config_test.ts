import { assertEquals, assertThrows } from "@std/assert";
import { parseGenerationConfig } from "../../src/core/generation_config.ts";

const configs = [
  {},
  { classes: 10, prior: { type: "gaussian" }, likelihood: { type: "bernoulli" } },
  {
    prior: { type: "bernoulli", probability: 0.5 },
    likelihood: { type: "gaussian", variance: 0.1 },
  },
  { likelihood: { type: "gaussian", variance: [1, 2] } },
  { likelihood: { type: "categorical" } },
  {
    likelihood: {
      type: "mixed",
      groups: [{ type: "gaussian", variance: [1, 2], size: 2 }, { type: "categorical", size: 3 }],
    },
  },
];

Deno.test("parseGenerationConfig() gives what was written", () => {
  for (const config of configs) {
    assertEquals(parseGenerationConfig(JSON.stringify({ ...config, more: 1 }), "g.json"), config);
  }
});

const faults: [string, unknown, string][] = [
  ["no object", [], "it is not a JSON object"],
  ["one class", { classes: 1 }, "its classes is not a whole number from 2 up"],
  ["an unknown prior", { prior: { type: "x" } }, 'its prior is of type "x", expected gaussian or'],
  ["a prior that is no object", { prior: 3 }, "its prior is of type undefined"],
  [
    "coins that always fall on one side",
    { prior: { type: "bernoulli", probability: 1 } },
    "the probability of its prior is not a number between 0 and 1",
  ],
  [
    "an unknown likelihood",
    { likelihood: { type: "laplace" } },
    'its likelihood is of type "laplace", expected gaussian, bernoulli, categorical or mixed',
  ],
  [
    "a variance of 0",
    { likelihood: { type: "gaussian", variance: [1, 0] } },
    "the variance of its likelihood is not a number above 0, nor a list of them",
  ],
];

for (const [what, value, why] of faults) {
  Deno.test(`parseGenerationConfig() refuses ${what}`, () => {
    assertThrows(
      () => parseGenerationConfig(JSON.stringify(value), "g.json"),
      SyntaxError,
      `Cannot read g.json as a generation config: ${why}`,
    );
  });
}
