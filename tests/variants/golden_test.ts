import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { planAutoencoder } from "../../src/model/mod.ts";
import { optimizerOptions } from "../../src/optimizers/mod.ts";
import { gradients, initOptimizer, toArrays, toTensors, update } from "../../src/training/mod.ts";
import {
  type AutoencoderOptionsInput,
  describeAutoencoder,
  variants,
} from "../../src/variants/mod.ts";
import { readGoldenLines } from "../onnx/golden.ts";
import "../start_backend.ts";

/** One step on a batch of four, as scripts/reference/variants_torch.py computed it; values row-major. */
interface GoldenStep {
  readonly name: string;
  readonly options: AutoencoderOptionsInput;
  readonly inputShape: readonly number[];
  readonly progress: number;
  readonly x: readonly number[];
  readonly labels?: readonly number[];
  readonly loss: number;
  readonly reconstructionLoss: number;
  readonly penalties: Readonly<Record<string, number>>;
  /** By path; what is measured instead of learned has no gradient. */
  readonly params: Readonly<Record<string, GoldenParam>>;
}

interface GoldenParam {
  readonly start: readonly number[];
  readonly gradient?: readonly number[];
  readonly next: readonly number[];
}

/** The reference program's, too. */
const EXAMPLES = 4, SEED = 7, RATE = 0.1;

const golden = readGoldenLines<GoldenStep>("variants.jsonl");

/** Variants that the reference program does not compute, each with the reason. */
const missing: Readonly<Record<string, string>> = {};

Deno.test("every variant has golden values, or a reason to have none", () => {
  const computed = golden.flatMap(({ options }) => "variant" in options ? [options.variant] : []);
  assertEquals(
    [...new Set([...computed, ...Object.keys(missing)])].sort(),
    Object.keys(variants).sort(),
  );
  assert(computed.every((variant) => !(variant in missing)));
});

for (const step of golden) {
  Deno.test(`one step is that of the formulas in PyTorch: ${step.name}`, () => {
    const plan = planAutoencoder(describeAutoencoder(step.options, step.inputShape));
    assertEquals(Object.keys(step.params).sort(), Object.keys(plan.params).sort());
    const params = toTensors(Object.fromEntries(
      Object.entries(plan.params).map(([path, { shape }]) => [
        path,
        { shape, values: Float32Array.from(step.params[path].start) },
      ]),
    ));
    const x = tf.tensor(Float32Array.from(step.x), [EXAMPLES, ...step.inputShape]);
    const labels = step.labels && tf.tensor([...step.labels], [EXAMPLES, plan.classes!]);
    const result = gradients(plan, x, {
      params,
      rng: createRng(SEED),
      progress: step.progress,
      labels,
    });
    assertClose([result.loss], [step.loss], "loss");
    assertClose([result.reconstructionLoss], [step.reconstructionLoss], "reconstruction loss");
    assertEquals(Object.keys(result.penalties), Object.keys(step.penalties));
    for (const [name, value] of Object.entries(step.penalties)) {
      assertClose([result.penalties[name]], [value], name);
    }
    const found = toArrays(result.gradients), measured = toArrays(result.statistics);

    const optimizer = optimizerOptions.parse({ type: "sgd", momentum: 0 });
    const state = initOptimizer(plan, optimizer);
    update({ params, planned: plan.params, gradients: result.gradients, state }, {
      optimizer,
      learningRate: RATE,
      step: 1,
    });
    const moved = toArrays(params);
    tf.dispose([x, labels ?? [], params, state, result.gradients, result.statistics]);
    for (const [path, { gradient, next }] of Object.entries(step.params)) {
      assertEquals(path in found, gradient !== undefined, path);
      if (gradient) assertClose(found[path].values, gradient, `the gradient of ${path}`);
      // Of what is learned, a statistic is not the new value but what to add to it.
      const after = gradient ? moved[path] : measured[path] ?? moved[path];
      assertClose(after.values, next, `${path} after the step`);
    }
  });
}

/** Asserts that values are equal to 1 part in 100 000 of the largest of them, or to 10⁻⁷. */
function assertClose(actual: ArrayLike<number>, expected: readonly number[], name: string): void {
  assertEquals(actual.length, expected.length, name);
  const scale = Math.max(0.01, ...expected.map(Math.abs));
  expected.forEach((value, i) =>
    assertAlmostEquals(actual[i], value, 1e-5 * scale, `${name}, value ${i}`)
  );
}
