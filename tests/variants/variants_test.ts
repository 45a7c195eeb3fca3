/**
 * Everything that holds for every variant in the registry: a variant is added there, and this suite
 * looks at it.
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { strokes } from "../../src/data/mod.ts";
import { readRecipe, recipeNames } from "../../src/io/read_recipe.ts";
import { planAutoencoder } from "../../src/model/mod.ts";
import { fit } from "../../src/training/mod.ts";
import {
  type AutoencoderOptionsInput,
  describeAutoencoder,
  type VariantName,
  variants,
} from "../../src/variants/mod.ts";
import "../start_backend.ts";

const names = Object.keys(variants) as VariantName[];
const data = strokes(32, createRng(1));

for (const variant of names) {
  Deno.test(`${variant}: its defaults are a model that trains, with one sentence on what it is`, async () => {
    assert(/^[^.]+$/.test(variants[variant].summary));
    const plan = planAutoencoder(describeAutoencoder({ variant }, data.shape));
    const options = { epochs: 1, batchSize: 16 };
    const before = tf.memory().numTensors;
    let loss = NaN;
    for await (const event of fit({ plan, train: data, options, rng: createRng(2) })) {
      if (event.type === "step") loss = event.loss;
    }
    assert(Number.isFinite(loss));
    assertEquals(tf.memory().numTensors, before);
  });

  Deno.test(`${variant}: some recipe is one`, () => {
    const used = recipeNames().map((name) => readRecipe(name).model);
    assert(used.some((model) => "variant" in model && model.variant === variant));
  });
}

const wrong: readonly [AutoencoderOptionsInput, RegExp][] = [
  [{ variant: "kl-sparse", sparsityTarget: 1 }, /sparsityTarget: too big/],
  [{ variant: "kl-sparse", sparsityTarget: 0 }, /sparsityTarget: too small/],
  [{ variant: "denoising", corruption: { type: "masking", rate: 1 } }, /corruption.rate: too big/],
  [{ variant: "beta-variational", beta: -1 }, /beta: too small/],
  [{ variant: "undercomplete", codeSize: 784 }, /784 values is not smaller than inputs of 784/],
  [{ variant: "overcomplete", codeSize: 784 }, /784 values is not larger than inputs of 784/],
  [{ variant: "conditional-variational", classes: 1 }, /classes: too small/],
  [{ variant: "vector-quantised", commitment: 0 }, /commitment: too small/],
  [{ variant: "k-sparse", k: 2000 }, /k is 2000, but a code has 1000 entries to keep/],
  [{ variant: "predictive-sparse-decomposition", sparsity: -1 }, /sparsity: too small/],
  [{ variant: "predictive-sparse-decomposition", iterations: 0 }, /iterations: too small/],
  [
    { variant: "predictive-sparse-decomposition", predictionCoefficient: -1 },
    /predictionCoefficient: too small/,
  ],
];
for (const [options, message] of wrong) {
  Deno.test(`options are refused in one sentence: ${JSON.stringify(options)}`, () => {
    const error = assertThrows(
      () => planAutoencoder(describeAutoencoder(options, data.shape)),
      Error,
    );
    assert(message.test(error.message), error.message);
    assertEquals(error.message.split("\n").length, 1);
  });
}

Deno.test("a loss and a likelihood together are refused, as is neither", () => {
  const plan = (options: object) => () =>
    describeAutoencoder({ codeSize: 3, ...options } as AutoencoderOptionsInput, data.shape);
  assertThrows(plan({}), TypeError, "expected a loss or a likelihood");
  assertThrows(
    plan({ loss: "mean-squared-error", likelihood: { type: "bernoulli" } }),
    TypeError,
    "expected either a loss or a likelihood",
  );
});

Deno.test("a likelihood decides what ends the decoder, and refuses another end", () => {
  const spec = (type: "bernoulli" | "gaussian", outputActivation?: "sigmoid") =>
    describeAutoencoder({
      codeSize: 3,
      likelihood: { type },
      ...(outputActivation && { outputActivation }),
    }, [6]);
  assertEquals(spec("bernoulli").decoder.at(-1), { type: "activation", function: "sigmoid" });
  assertEquals(spec("gaussian").decoder.at(-1)!.type, "dense");
  assertThrows(
    () => planAutoencoder(spec("gaussian", "sigmoid")),
    RangeError,
    'Cannot train with Gaussian likelihood, variance 1 on this decoder: its last layer must not be the activation "sigmoid"',
  );
});
