import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../src/core/rng.ts";
import { inferCode, type InferenceOptions } from "../../../src/layers/mod.ts";
import {
  plainEnergy,
  type PlainInference,
  plainMinimum,
  plainShrinkage,
  plainSlope,
} from "../../training/plain_inference.ts";
import "../../start_backend.ts";

/** Examples, atoms and predictions; `mean` 0 for atoms of any direction, more for coherent ones. */
function problem(
  { examples = 4, size = 9, atoms = 7, mean = 0 }: {
    examples?: number;
    size?: number;
    atoms?: number;
    mean?: number;
  } = {},
) {
  const rng = createRng(4);
  const rows = (count: number, length: number, draw: () => number) =>
    Array.from({ length: count }, () => Array.from({ length }, () => Math.fround(draw())));
  return {
    x: rows(examples, size, () => rng.normal()),
    atoms: rows(atoms, size, () => mean + rng.normal() / 3),
    predictions: rows(examples, atoms, () => rng.normal()),
  };
}

const defaults: InferenceOptions = {
  sparsity: 0.3,
  predictionCoefficient: 0.5,
  iterations: 20,
  method: "fista",
  rectified: false,
};

function infer(
  { x, atoms, predictions }: ReturnType<typeof problem>,
  options: Partial<InferenceOptions> = {},
): number[][] {
  const [input, weight, prediction] = [x, atoms, predictions].map((rows) => tf.tensor2d(rows));
  const code = inferCode(input, { weight, prediction, ...defaults, ...options });
  const result = code.arraySync() as number[][];
  tf.dispose([input, weight, prediction, code]);
  return result;
}

/** The inference of an example's code, in doubles. */
function plainOf(
  { atoms, predictions }: ReturnType<typeof problem>,
  b: number,
  options: Partial<InferenceOptions> = {},
): PlainInference {
  return { ...defaults, ...options, atoms, prediction: predictions[b] };
}

/** The largest eigenvalue of the Gram matrix of atoms, by many power iterations. */
function largestEigenvalue(atoms: readonly (readonly number[])[]): number {
  let vector = atoms.map((_, n) => 1 + n / 10), norm = 0;
  for (let i = 0; i < 2000; i++) {
    const image = atoms[0].map((_, d) =>
      atoms.reduce((sum, atom, n) => sum + vector[n] * atom[d], 0)
    );
    const next = atoms.map((atom) => atom.reduce((sum, value, d) => sum + value * image[d], 0));
    norm = Math.hypot(...next);
    vector = next.map((value) => value / norm);
  }
  return norm;
}

for (const method of ["ista", "fista"] as const) {
  for (const rectified of [false, true]) {
    const name = `${method}, ${rectified ? "rectified" : "of either sign"}`;
    const options = { method, rectified };

    Deno.test(`${name}: a few steps are those of plain shrinkage in doubles`, () => {
      // Of coherent atoms one eigenvalue is far above the others, so that 20 power iterations find it.
      const coherent = problem({ mean: 1 });
      const rate = 1 / (1.05 * largestEigenvalue(coherent.atoms) + defaults.predictionCoefficient);
      for (const iterations of [1, 2, 7]) {
        infer(coherent, { ...options, iterations }).forEach((code, b) => {
          const expected = plainShrinkage(coherent.x[b], {
            ...plainOf(coherent, b, options),
            iterations,
            rate,
            accelerated: method === "fista",
          });
          code.forEach((value, n) => assertAlmostEquals(value, expected[n], 2e-6));
        });
      }
    });

    Deno.test(`${name}: a long search ends at the least energy, with more or fewer atoms than values`, () => {
      for (const atoms of [5, 40]) {
        const given = problem({ atoms, size: 12 });
        const codes = infer(given, { ...options, iterations: 400 });
        codes.forEach((code, b) => {
          const plain = plainOf(given, b, options), minimum = plainMinimum(given.x[b], plain);
          code.forEach((value, n) => assertAlmostEquals(value, minimum[n], 2e-5));
          // Where an entry is not 0 the slope balances λ; where it is, λ outweighs the slope.
          plainSlope(given.x[b], code, plain).forEach((slope, n) => {
            if (code[n] !== 0) assertAlmostEquals(slope, -0.3 * Math.sign(code[n]), 5e-5);
            else assert(rectified ? slope > -0.3001 : Math.abs(slope) < 0.3001);
          });
        });
        const entries = codes.flat();
        assert(entries.includes(0) && entries.some((value) => value > 0));
        assertEquals(entries.some((value) => value < 0), !rectified);
      }
    });
  }
}

Deno.test("each plain step lowers the energy, and accelerated ones get further", () => {
  for (const given of [problem({ atoms: 64, size: 48 }), problem({ atoms: 30, mean: 1 })]) {
    const energies = (options: Partial<InferenceOptions>) =>
      infer(given, options).map((code, b) => plainEnergy(given.x[b], code, plainOf(given, b)));
    let before = given.x.map(() => Infinity);
    for (let iterations = 1; iterations <= 30; iterations++) {
      const now = energies({ iterations, method: "ista" });
      now.forEach((energy, b) => assert(energy < before[b] + 1e-6));
      before = now;
    }
    energies({ iterations: 30 }).forEach((energy, b) => assert(energy <= before[b]));
  }
});

Deno.test("a large coefficient holds the code to the prediction, a large sparsity makes it 0", () => {
  const given = problem();
  const held = infer(given, { predictionCoefficient: 1e5, iterations: 50 });
  held.flat().forEach((value, i) => assertAlmostEquals(value, given.predictions.flat()[i], 2e-3));
  assertEquals(new Set(infer(given, { sparsity: 1e3 }).flat().map(Math.abs)), new Set([0]));
});

Deno.test("an inferred code is a constant, and the search leaves nothing behind", () => {
  const { x, atoms, predictions } = problem();
  const [input, weight, prediction] = [x, atoms, predictions].map((rows) => tf.tensor2d(rows));
  const before = tf.memory().numTensors;
  const code = inferCode(input, { weight, prediction, ...defaults });
  assertEquals(tf.memory().numTensors, before + 1);
  const gradient = tf.grads((weight, prediction) =>
    tf.add(
      tf.sum(tf.mul(inferCode(input, { weight, prediction, ...defaults }), prediction)),
      tf.sum(weight),
    )
  )([weight, prediction]);
  assertEquals(gradient[1].dataSync(), code.dataSync());
  assertEquals(new Set(gradient[0].dataSync()), new Set([1]));
  tf.dispose([input, weight, prediction, code, gradient]);
  assertEquals(tf.memory().numTensors, before - 3);
});
