/** Heads that are trained on codes made once, beside the same training through the encoder. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import type { Examples } from "../../src/data/mod.ts";
import { describeClassifier, planAutoencoder } from "../../src/model/mod.ts";
import { fit, type TrainingEvent, trainingOptions } from "../../src/training/mod.ts";
import { fitOnCodes, headOnCodes } from "../../src/workflows/classifier/head_on_codes.ts";
import "../start_backend.ts";
import { randomInputs, smallModels, withParams } from "../training/small_models.ts";

const frozen = trainingOptions.parse({ epochs: 3, batchSize: 4, frozen: ["encoder"] });

/** The last event of a training. */
async function endOf(events: AsyncGenerator<TrainingEvent, void>) {
  for await (const event of events) if (event.type === "end") return event;
  throw new Error("A training ended without its end");
}

/** The classifier of a small model, its start, and labelled examples of random values. */
function classifierOf(name: string, options: Record<string, unknown> = {}) {
  const plan = planAutoencoder(
    describeClassifier(smallModels[name], { classes: 3, hidden: [5], ...options }),
  );
  const { params } = withParams(plan.spec);
  const examples = (count: number): Examples => {
    const { shape, values } = randomInputs(plan.spec, count);
    const labels = Int32Array.from({ length: count }, (_, i) => i % 3);
    return { shape: shape.slice(1), count, values, labels };
  };
  return { plan, params, train: examples(18), validation: examples(6) };
}

Deno.test("a head on codes learns what it learns behind its encoder, dropout and all", async () => {
  for (
    const name of [
      "tied weights",
      "strided convolutions and their tied mirrors",
      "batch normalisation",
      "noise on the input and inside the encoder",
    ]
  ) {
    const { plan, params, train, validation } = classifierOf(name, { dropout: 0.3 });
    const input = { train, validation, params, rng: createRng(3) };
    const onCodes = headOnCodes({ plan, train }, frozen)!;
    const [once, each] = [
      await endOf(fitOnCodes(onCodes, input)),
      await endOf(fit({ ...input, plan, options: frozen })),
    ];
    assertEquals(Object.keys(once.params).sort(), Object.keys(each.params).sort(), name);
    for (const [path, { values }] of Object.entries(each.params)) {
      values.forEach((value, i) => assertAlmostEquals(once.params[path].values[i], value, 1e-5));
    }
    assertEquals(once.bestEpoch, each.bestEpoch);
    once.history.forEach((metrics, i) => {
      assertAlmostEquals(metrics.trainingLoss, each.history[i].trainingLoss, 1e-5);
      assertEquals(metrics.validationAccuracy, each.history[i].validationAccuracy);
    });
  }
});

Deno.test("it goes on bit for bit from any snapshot", async () => {
  const { plan, params, train } = classifierOf("tied weights");
  const onCodes = headOnCodes({ plan, train }, frozen)!;
  const input = { train, params, rng: createRng(3) };
  const whole = await endOf(fitOnCodes(onCodes, input));
  for await (const event of fitOnCodes(onCodes, input)) {
    if (event.type !== "step" || event.step % 3 !== 0) continue;
    const { params } = await endOf(fitOnCodes(onCodes, { ...input, from: event.snapshot() }));
    assertEquals(params, whole.params);
  }
});

Deno.test("options of the encoder fall away, those of the head stay", () => {
  const { plan, train } = classifierOf("tied weights");
  const options = trainingOptions.parse({
    epochs: 1,
    frozen: ["encoder", "decoder.0"],
    learningRates: { "encoder.0": 2, decoder: 3 },
  });
  const onCodes = headOnCodes({ plan, train }, options)!;
  assertEquals(onCodes.options.frozen, ["decoder.0"]);
  assertEquals(onCodes.options.learningRates, { decoder: 3 });
});

Deno.test("codes are not made once where the encoder learns, or draws while it trains", () => {
  const { plan, train } = classifierOf("tied weights");
  assertEquals(headOnCodes({ plan, train }, { ...frozen, frozen: ["encoder.0"] }), undefined);
  assertEquals(headOnCodes({ plan, train }, { ...frozen, frozen: ["decoder"] }), undefined);
  const dropping = classifierOf("tied weights", { encoderDropout: { hidden: 0.5 } });
  assertEquals(headOnCodes(dropping, frozen), undefined);
  for (
    const name of [
      "vectors cut in two and quantised by gradients",
      "a variational code and a Bernoulli likelihood",
    ]
  ) {
    assertEquals(headOnCodes(classifierOf(name), frozen), undefined, name);
  }
  // The codes of so many examples would not fit.
  assertEquals(headOnCodes({ plan, train: { ...train, count: 2 ** 28 } }, frozen), undefined);
});
