import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import {
  type AutoencoderSpec,
  classifierParams,
  classify,
  describeClassifier,
  encode,
  initParams,
  planAutoencoder,
  reconstruct,
  toDense,
} from "../../src/model/mod.ts";
import { toTensors } from "../../src/training/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import "../start_backend.ts";
import {
  randomInputs,
  smallClassifiers,
  smallModels,
  withParams,
} from "../training/small_models.ts";

/** The types of layers, with the numbers of units. */
const layers = (specs: AutoencoderSpec["encoder"]) =>
  specs.map((spec) => "units" in spec ? `${spec.type} ${spec.units}` : spec.type).join(", ");

Deno.test("a classifier has the encoder of its autoencoder, and a head that ends in the classes", () => {
  const stack = smallModels["tied weights"];
  const linear = describeClassifier(stack, { classes: 4 });
  assertEquals(linear, {
    inputShape: [6],
    encoder: stack.encoder,
    decoder: [{ type: "dense", units: 4 }, { type: "activation", function: "softmax" }],
    reconstructionLoss: "categorical-cross-entropy",
    target: { classes: 4 },
  });
  assertEquals(planAutoencoder(linear).classes, 4);
  const { decoder } = describeClassifier(
    smallModels["strided convolutions and their tied mirrors"],
    {
      classes: 2,
      hidden: [5, 3],
      activation: "tanh",
      dropout: 0.5,
    },
  );
  assertEquals(
    layers(decoder),
    "flatten, dropout, dense 5, activation, dropout, dense 3, activation, dropout, dense 2, activation",
  );
  assertEquals(decoder.flatMap((spec) => spec.type === "activation" ? [spec.function] : []), [
    "tanh",
    "tanh",
    "softmax",
  ]);
});

Deno.test("what only serves the training of the autoencoder is left out, noise unless it is kept", () => {
  const noisy = smallModels["noise on the input and inside the encoder"];
  const without = describeClassifier(noisy, { classes: 2 });
  assertEquals(layers(without.encoder), "dense 8, activation, dense 5, activation, dense 3");
  assertEquals(
    describeClassifier(noisy, { classes: 2, keepCorruption: true }).encoder,
    noisy.encoder,
  );
  const inferred = smallModels["sparse codes that are predicted, and inferred in training"];
  const predicting = describeClassifier(inferred, { classes: 2 });
  assertEquals(layers(predicting.encoder), "flatten, dense 7, activation");
  assertEquals(predicting.penalties, undefined);
  const falling = describeAutoencoder({ variant: "k-sparse", codeSize: 5, k: 2, startK: 4 }, [6]);
  assertEquals(describeClassifier(falling, { classes: 2 }).encoder.at(-1), { type: "top_k", k: 2 });
});

Deno.test("of the penalties those stay without which a layer does not learn", () => {
  const quantized = smallModels["vectors cut in two and quantised by gradients"];
  assertEquals(describeClassifier(quantized, { classes: 2 }).penalties, quantized.penalties);
  const sparse = smallModels["a sparse code by three penalties"];
  assertEquals(describeClassifier(sparse, { classes: 2 }).penalties, undefined);
});

Deno.test("dropout stands in front of the layers of an encoder that have weights, first on the inputs", () => {
  const encoderDropout = { inputs: 0.2, hidden: 0.5 };
  const stack = describeAutoencoder(
    { variant: "undercomplete", codeSize: 3, nodes: [5, 4] },
    [2, 3, 1],
  );
  const { encoder } = describeClassifier(stack, { classes: 2, encoderDropout });
  assertEquals(
    layers(encoder),
    "flatten, dropout, dense 5, activation, dropout, dense 4, activation, dropout, dense 3",
  );
  assertEquals(encoder.flatMap((spec) => spec.type === "dropout" ? [spec.rate] : []), [
    0.2,
    0.5,
    0.5,
  ]);
  const inputs = describeClassifier(stack, { classes: 2, encoderDropout: { inputs: 0.1 } });
  assertEquals(
    layers(inputs.encoder),
    "flatten, dropout, dense 5, activation, dense 4, activation, dense 3",
  );
});

Deno.test("layers that refer to others do so across dropout, and parameters are found across it", () => {
  for (const [name, small] of Object.entries(smallModels)) {
    if (planAutoencoder(small).classes !== undefined) continue;
    const without = describeClassifier(small, { classes: 3 });
    const plan = planAutoencoder(
      describeClassifier(small, { classes: 3, encoderDropout: { inputs: 0.2, hidden: 0.5 } }),
    );
    assertEquals(
      plan.encoder.filter(({ spec }) => spec.type !== "dropout").map(({ spec }) => spec.type),
      without.encoder.filter(({ type }) => type !== "dropout").map(({ type }) => type),
      name,
    );
    const autoencoder = withParams(small);
    const params = classifierParams(plan, { autoencoder, rng: createRng(1) });
    assertEquals(Object.keys(params), Object.keys(plan.params), name);
  }
});

Deno.test("every small model makes a classifier, but those that are told the class", () => {
  for (const [name, spec] of Object.entries(smallModels)) {
    if (planAutoencoder(spec).classes === undefined) {
      assertEquals(planAutoencoder(describeClassifier(spec, { classes: 3 })).classes, 3, name);
      continue;
    }
    assertThrows(
      () => describeClassifier(spec, { classes: 3 }),
      RangeError,
      "Cannot train a classifier whose layers are told the class of each example",
    );
  }
});

Deno.test("options and encoders of which no classifier can be made are refused", () => {
  const stack = smallModels["tied weights"];
  const bads = [
    { classes: 1 },
    { classes: 2, dropout: 1 },
    { classes: 2, hidden: [0] },
    { classes: 2, encoderDropout: { hidden: 1 } },
  ];
  for (const bad of bads) {
    assertThrows(() => describeClassifier(stack, bad), TypeError, "these options of a classifier");
  }
  const noise: AutoencoderSpec = {
    inputShape: [6],
    encoder: [{ type: "corruption", noise: { type: "masking", rate: 0.5 } }],
    decoder: [{ type: "dense", units: 6 }],
    reconstructionLoss: "mean-squared-error",
  };
  assertThrows(
    () => describeClassifier(noise, { classes: 2 }),
    RangeError,
    "Cannot make a classifier of an autoencoder whose encoder has no layers but those for its own training",
  );
});

Deno.test("a classifier of another end, loss or last activation is refused", () => {
  const spec = smallClassifiers["a linear head on a dense code"];
  const refused = (change: Partial<AutoencoderSpec>, sentence: string) =>
    assertThrows(() => planAutoencoder({ ...spec, ...change }), RangeError, sentence);
  refused(
    { target: { classes: 3 } },
    "Cannot train a head that gives [4] for 3 classes: expected [3], a probability for each",
  );
  refused(
    { reconstructionLoss: "mean-squared-error" },
    "Cannot train a classifier with mean-squared-error: its loss must be categorical-cross-entropy",
  );
  refused({ reconstructionLoss: { type: "categorical" } }, "with categorical likelihood");
  refused(
    { decoder: [{ type: "dense", units: 4 }] },
    'its last layer must be the activation "softmax"',
  );
  refused(
    { encoder: [{ type: "condition", classes: 4 }] },
    "Cannot train a classifier whose layers are told the class of each example",
  );
});

Deno.test("a classifier starts from the encoder of a trained autoencoder, its head as fit starts it", () => {
  for (
    const name of [
      "noise on the input and inside the encoder",
      "sparse codes that are predicted, and inferred in training",
      "batch normalisation",
      "a centred image",
    ]
  ) {
    const autoencoder = withParams(smallModels[name]), rng = createRng(5);
    const plan = planAutoencoder(describeClassifier(autoencoder.plan.spec, { classes: 3 }));
    const params = classifierParams(plan, { autoencoder, rng });
    assertEquals(Object.keys(params), Object.keys(plan.params));
    const fresh = initParams(plan, {
      rng: rng.fork("init"),
      measure: () => ({ shape: [6], values: new Float32Array(6) }),
    });
    assertEquals(params["decoder.0.weight"], fresh["decoder.0.weight"]);
    const batch = randomInputs(plan.spec, 4);
    tf.tidy(() => {
      const x = tf.tensor(batch.values, [...batch.shape]);
      const codes = [autoencoder, { plan, params }].map(({ plan, params }) =>
        toDense(encode(plan, x, { params: toTensors(params) }).code).dataSync()
      );
      assertEquals(codes[0], codes[1], name);
    });
    // What training changes is a copy.
    const [path] = Object.keys(params);
    params[path].values[0] += 1;
    assert(params[path].values[0] !== autoencoder.params[path]?.values[0]);
  }
});

Deno.test("an autoencoder with another encoder, or without its parameters, is no start", () => {
  const autoencoder = withParams(smallModels["tied weights"]);
  const plan = planAutoencoder(describeClassifier(autoencoder.plan.spec, { classes: 3 }));
  const refused = (other: typeof autoencoder, sentence: string) =>
    assertThrows(
      () => classifierParams(plan, { autoencoder: other, rng: createRng(1) }),
      RangeError,
      `Cannot start a classifier from this autoencoder: ${sentence}`,
    );
  refused(
    withParams(smallModels["dense layers without bias"]),
    'the encoder\'s encoder.2, a "dense", is not there',
  );
  refused(
    withParams(smallModels["strided convolutions and their tied mirrors"]),
    'the encoder\'s encoder.0, a "dense", is not there',
  );
  refused(withParams(smallModels.dropout), 'its "encoder.1.weight" has shape [6, 8]');
  const { "encoder.0.weight": _, ...params } = autoencoder.params;
  refused({ ...autoencoder, params }, 'it has no "encoder.0.weight", expected one of shape [6, 4]');
});

Deno.test("probabilities are those of each class, and a classifier reconstructs nothing", () => {
  const spec = smallClassifiers["a linear head on a dense code"];
  const { plan, params } = withParams(spec), batch = randomInputs(spec, 3);
  tf.tidy(() => {
    const x = tf.tensor(batch.values, [...batch.shape]), options = { params: toTensors(params) };
    const probabilities = classify(plan, x, options);
    assertEquals(probabilities.shape, [3, 4]);
    for (const sum of tf.sum(probabilities, 1).dataSync()) assertAlmostEquals(sum, 1, 1e-6);
    assertThrows(
      () => reconstruct(plan, x, options),
      RangeError,
      "Cannot reconstruct with a classifier: it gives the probabilities of 4 classes and no " +
        "reconstruction, use classify()",
    );
    assertThrows(
      () => classify(planAutoencoder(smallModels["tied weights"]), x, options),
      RangeError,
      "Cannot classify with an autoencoder: it gives reconstructions",
    );
  });
});
