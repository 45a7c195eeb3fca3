import { assertEquals, assertThrows } from "@std/assert";
import { checkLadder, ladderNetwork } from "../../src/ladder/mod.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { type AutoencoderSpec, describeClassifier, planAutoencoder } from "../../src/model/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import { bumps, toyPlan } from "./toy_ladder.ts";

const loss = "mean-squared-error";
const softmax: LayerSpec = { type: "activation", function: "softmax" };
const relu: LayerSpec = { type: "activation", function: "relu" };
const dense = (units: number): LayerSpec => ({ type: "dense", units });

/** A classifier of three classes with some hidden layers. */
function classifier(encoder: LayerSpec[], rest: Partial<AutoencoderSpec> = {}) {
  return planAutoencoder({
    inputShape: [5],
    encoder,
    decoder: [dense(3), softmax],
    reconstructionLoss: "categorical-cross-entropy",
    target: { classes: 3 },
    ...rest,
  });
}

Deno.test("the layers of a ladder network are the dense ones of a classifier, with their activations", () => {
  const autoencoder = describeAutoencoder({ codeSize: 6, nodes: [12], loss }, [4, 5, 1]);
  const { inputs, layers, classes } = ladderNetwork(
    planAutoencoder(
      describeClassifier(autoencoder, { classes: 3, hidden: [8], activation: "sigmoid" }),
    ),
  );
  assertEquals([inputs, classes], [20, 3]);
  assertEquals(
    layers.map(({ path, inputs, units, activation, hasShift, hasScale }) =>
      [path, inputs, units, activation, hasShift, hasScale].join(" ")
    ),
    [
      "encoder.1 20 12 relu true false",
      // Nothing follows the code: what shifts or scales it, the next weight can undo.
      "encoder.3 12 6 linear false false",
      "decoder.0 6 8 sigmoid true true",
      "decoder.2 8 3 softmax true true",
    ],
  );
});

Deno.test("classifiers that are not of dense layers and activations are refused", () => {
  const refuses = (plan: Parameters<typeof ladderNetwork>[0], message: string) =>
    assertThrows(
      () => ladderNetwork(plan),
      RangeError,
      `Cannot train this classifier as a ladder network: ${message}`,
    );
  refuses(
    classifier([dense(4), { type: "batch_normalization" }, relu]),
    'encoder.1 is of type "batch_normalization", expected "flatten", "dense" and "activation" alone',
  );
  refuses(classifier([dense(4), softmax, dense(4)]), "encoder.1 is a softmax among hidden units");
  refuses(classifier([dense(4), relu, relu]), "encoder.2 is an activation that follows no dense");
  refuses(
    classifier([{ type: "dense", units: 4, bias: false }, relu]),
    "encoder.0 is dense without a bias, which the normalisation is folded into",
  );
  refuses(
    classifier([dense(3), relu], {
      decoder: [{ type: "dense", units: 5, tiedTo: "encoder.0" }, relu, dense(3), softmax],
    }),
    "decoder.0 is dense with the weight of another layer, expected one with its own",
  );
  const autoencoder = planAutoencoder(describeAutoencoder({ codeSize: 2, loss }, [4, 5, 1]));
  assertThrows(
    () => ladderNetwork(autoencoder),
    RangeError,
    "Cannot train an autoencoder as a ladder network: it has no classes",
  );
});

Deno.test("costs and examples that a ladder network cannot use are refused", () => {
  const data = { plan: toyPlan(), labelled: bumps(6), unlabelled: bumps(20) };
  const refuses = (
    changed: Partial<Parameters<typeof checkLadder>[0]>,
    message: string,
    options: Partial<Parameters<typeof checkLadder>[1]> = {},
  ) =>
    assertThrows(
      () => checkLadder({ ...data, ...changed }, { noise: 0.3, ...options }),
      RangeError,
      message,
    );
  assertEquals(checkLadder(data, { noise: 0.3 }).layers.length, 3);
  refuses(
    {},
    "Cannot train a ladder network of 3 dense layers with 2 costs: expected 4, one for the input and " +
      "one for each layer",
    { costs: [1, 2] },
  );
  refuses(
    {},
    "Cannot train a ladder network of 3 dense layers with 5 deviations of noise: expected 4, one for the " +
      "input and one for each layer",
    { noise: [0, 1, 2, 3, 4] },
  );
  refuses(
    { labelled: bumps(2) },
    "Cannot train a ladder network on 2 labelled examples: expected 3 or more, one of each of 3 classes",
  );
  refuses(
    { unlabelled: bumps(1) },
    "Cannot train a ladder network on 1 unlabelled examples: expected two or more",
  );
  const { labels: _, ...bare } = bumps(6);
  refuses({ labelled: bare }, "Cannot train on the labelled examples: the model depends on");
  assertEquals(checkLadder({ ...data, unlabelled: bare }, { noise: 0.3 }).inputs, 5);
  refuses({ validation: bare }, "Cannot train on the validation examples: the model depends on");
  refuses({ validation: { ...bumps(6), count: 0 } }, "the validation examples: there are none");
  refuses(
    { unlabelled: { ...bumps(6), shape: [6], count: 5 } },
    "Cannot train on the unlabelled examples: they have shape [6], expected [5]",
  );
  const labels = Int32Array.of(0, 1, 2, 3, 0, 1);
  refuses({ labelled: { ...bumps(6), labels } }, "it has a class 3, and the model knows 3 classes");
  const far = bumps(6);
  far.values[3] = 200;
  refuses(
    { unlabelled: far },
    "Cannot train a ladder network on the unlabelled examples: they hold 200, expected values within " +
      "[-10, 10], beside which its noise counts; set data.scale=unit or data.scale=standard",
  );
  far.values[3] = NaN;
  refuses({ labelled: far }, "on the labelled examples: they hold NaN");
  const bytes = { ...far, values: new Uint8Array(30).fill(200) };
  assertEquals(checkLadder({ ...data, unlabelled: bytes }, { noise: 0.3 }).inputs, 5);
});
