import { describeModel, planAutoencoder } from "../../src/model/mod.ts";
import type { ReconstructionLossName } from "../../src/losses/mod.ts";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { checkExamples } from "../../src/training/mod.ts";
import "../start_backend.ts";
import { type Change, examples, linear, toyTraining, train } from "./toy_training.ts";

const unclipped = { clipNorm: undefined, schedule: { type: "constant" } };

const divergences: Readonly<Record<string, () => Change>> = {
  "a value that is not a number"() {
    const broken = examples(50);
    broken.values[8 * 20 + 3] = NaN;
    return { train: broken };
  },
  "a validation value that is not a number"() {
    const broken = examples(20);
    broken.values[8 * 19] = NaN;
    return { validation: broken };
  },
  "a huge learning rate": () => ({
    training: { ...unclipped, epochs: 50, optimizer: { type: "sgd", learningRate: 1e6 } },
  }),
};

/** The one sentence, and the step that it names. */
function stepOf(message: string): number {
  const sentence =
    /^Training diverged at step (\d+): the \S.* is no longer a finite number; try a lower learning rate \(it was \S+\) or clip the gradient \(training\.clipNorm\)$/;
  assert(sentence.test(message), message);
  return Number(message.match(sentence)![1]);
}

for (const [what, change] of Object.entries(divergences)) {
  Deno.test(`${what} ends the training in one sentence that names the step`, async () => {
    let step = 0;
    const error = await assertRejects(
      () =>
        train(toyTraining({ plan: linear(), ...change() }), (event) => {
          if (event.type === "step") step = event.step;
        }),
      RangeError,
    );
    // A loss fails in the step after the last good one, a validation loss after the step itself.
    assertEquals(stepOf(error.message), what.includes("validation") ? step : step + 1);
  });
}

Deno.test("weights that are not finite never become a snapshot", async () => {
  const far = examples(50);
  far.values.forEach((value, i) => far.values[i] = 1000 * value);
  const training = { ...unclipped, optimizer: { type: "sgd", learningRate: 3e38 } };
  const error = await assertRejects(
    () =>
      train(
        toyTraining({ plan: linear(), train: far, training }),
        (event) => void event.snapshot(),
      ),
    RangeError,
  );
  assertEquals(stepOf(error.message), 1);
  assert(/the (en|de)coder\.0\.\w+ is/.test(error.message), error.message);
});

Deno.test("a model with nothing to learn is refused in one sentence", async () => {
  const encoder: LayerSpec[] = [{ type: "center" }];
  const decoder: LayerSpec[] = [{ type: "center", tiedTo: "encoder.0" }];
  const error = await assertRejects(
    () => train(toyTraining({ plan: linear({ encoder, decoder }) })),
    RangeError,
  );
  assertEquals(
    error.message,
    "Cannot train this model: none of its layers has parameters to learn, add a dense layer",
  );
});

const shape = [2];

/** A model of pairs of numbers with this loss. */
function planWith(loss: ReconstructionLossName) {
  return planAutoencoder(describeModel({ codeSize: 1, loss }, shape));
}

Deno.test("examples outside [0, 1] are refused under binary cross-entropy, by place and value", () => {
  const values = Float32Array.of(0, 1, 0.5, 1.25);
  const check = () =>
    checkExamples({ shape, count: 2, values }, {
      plan: planWith("binary-cross-entropy"),
      name: "points",
    });
  assertThrows(
    check,
    RangeError,
    "Cannot train on points with binary-cross-entropy: value 1 of example 1 is 1.25, expected " +
      "values in [0, 1]; set data.scale=unit, which brings them there",
  );
  values[3] = 1;
  check();
  values[0] = NaN;
  assertThrows(check, RangeError, "value 0 of example 0 is NaN");
});

Deno.test("examples that are no distributions are refused under categorical cross-entropy", () => {
  const check = (...values: number[]) =>
    checkExamples({ shape, count: 2, values: Float32Array.from(values) }, {
      plan: planWith("categorical-cross-entropy"),
      name: "words",
    });
  check(0.25, 0.75, 1, 0);
  assertThrows(
    () => check(0.25, 0.75, 0.5, 0.25),
    RangeError,
    "Cannot train on words with categorical-cross-entropy: the 2 values of example 1 sum to " +
      "0.7500, expected a distribution that sums to 1",
  );
  assertThrows(() => check(1, 0, 2, -1), RangeError, "value 0 of example 1 is 2");
});

Deno.test("bytes are always in [0, 1], and the squared error takes any numbers", () => {
  checkExamples({ shape, count: 1, values: Uint8Array.of(0, 255) }, {
    plan: planWith("binary-cross-entropy"),
    name: "bytes",
  });
  checkExamples({ shape, count: 1, values: Float32Array.of(-5, 1e9) }, {
    plan: planWith("mean-squared-error"),
    name: "numbers",
  });
});
