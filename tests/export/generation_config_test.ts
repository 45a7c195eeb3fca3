import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { describeModel, initParams, planAutoencoder } from "../../src/model/mod.ts";
import { generationConfigOf } from "../../src/export/generation_config.ts";

/**
 * The configuration that drawing goes by of a model of [3], whose learned variances are 2 for value
 * 0, then 3, then 4.
 */
function configOf(options: Parameters<typeof describeModel>[0]) {
  const plan = planAutoencoder(describeModel(options, [3]));
  const params = initParams(plan, { rng: createRng(1) });
  params["likelihood.logVariance"]?.values.forEach((_, i, values) => values[i] = Math.log(2 + i));
  return generationConfigOf(plan, params);
}

Deno.test("a model without distributions has nothing to draw by", () => {
  assertEquals(configOf({ codeSize: 2, loss: "mean-squared-error" }), {});
});

Deno.test("a conditional variational model says its classes, its prior and its likelihood", () => {
  assertEquals(
    configOf({ codeSize: 2, classes: 4, latent: "gaussian", likelihood: { type: "bernoulli" } }),
    { classes: 4, prior: { type: "gaussian" }, likelihood: { type: "bernoulli" } },
  );
});

Deno.test("a code that another layer follows has no prior", () => {
  const found = configOf({
    codeSize: 2,
    latent: "gaussian",
    codeActivation: "relu",
    likelihood: { type: "bernoulli" },
  });
  assertEquals(found, { likelihood: { type: "bernoulli" } });
});

Deno.test("coins fall as the penalty's prior says, fairly without one", () => {
  const coins = { codeSize: 2, latent: "bernoulli", likelihood: { type: "categorical" } } as const;
  assertEquals(configOf(coins).prior, { type: "bernoulli", probability: 0.5 });
  const penalties = [{ type: "kl_bernoulli" as const, prior: 0.2 }];
  assertEquals(configOf({ ...coins, penalties }).prior, { type: "bernoulli", probability: 0.2 });
});

Deno.test("a variance is the one that was given, or those that were learned", () => {
  const variance = (variance: number | "learned" | "learned-per-value") => {
    const { likelihood } = configOf({ codeSize: 2, likelihood: { type: "gaussian", variance } });
    return likelihood?.type === "gaussian" ? likelihood.variance : undefined;
  };
  assertEquals(variance(0.5), 0.5);
  assertAlmostEquals(variance("learned") as number, 2, 1e-6);
  (variance("learned-per-value") as number[]).forEach((each, i) =>
    assertAlmostEquals(each, 2 + i, 1e-6)
  );
});
