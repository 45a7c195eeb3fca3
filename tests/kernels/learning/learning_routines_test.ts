import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { adam } from "../plain/learning/adam.ts";
import { flushSmall } from "../plain/learning/flush_small.ts";
import { sgd } from "../plain/learning/sgd.ts";
import { sigmoidCrossEntropy } from "../plain/learning/sigmoid_cross_entropy.ts";
import { squaredError } from "../plain/learning/squared_error.ts";
import { sumOfSquares } from "../plain/learning/sum_of_squares.ts";
import { loadRoutines, values } from "../load_routines.ts";

const counts = [0, 1, 3, 4, 5, 16, 1001];

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`adam in the ${build} build equals its plain twin bit for bit`, async () => {
    const { routines, put, get } = await loadRoutines(build);
    for (const count of counts) {
      const arrays = {
        param: values(count, 1),
        gradient: values(count, 2),
        firstMoment: values(count, 3),
        secondMoment: values(count, 4).map(Math.abs),
      };
      const f = { scale: 0.7, beta1: 0.9, rest1: 1 - 0.9, beta2: 0.999, rest2: 1 - 0.999 };
      const g = { rate: 0.003, correction: 4.2, epsilon: 1e-7, decay: 0.99 };
      const at = Object.values(arrays).map((array) => put(array));
      const [param, gradient, first, second] = at;
      routines.adam(
        ...[param, gradient, first, second, count] as const,
        ...[f.scale, f.beta1, f.rest1, f.beta2, f.rest2] as const,
        ...[g.rate, g.correction, g.epsilon, g.decay] as const,
      );
      adam(arrays, { ...f, ...g });
      assertEquals(at.map((place) => get(place, count)), Object.values(arrays));
    }
  });

  Deno.test(`sgd in the ${build} build equals its plain twin bit for bit`, async () => {
    const { routines, put, get } = await loadRoutines(build);
    for (const count of counts) {
      for (const nesterov of [false, true]) {
        const arrays = {
          param: values(count, 1),
          gradient: values(count, 2),
          velocity: values(count, 3),
        };
        const factors = { scale: 0.7, momentum: 0.9, nesterov, rate: 0.1, decay: 0.99 };
        const at = Object.values(arrays).map((array) => put(array));
        const [param, gradient, velocity] = at;
        routines.sgd(param, gradient, velocity, count, 0.7, 0.9, nesterov, 0.1, 0.99);
        sgd(arrays, factors);
        assertEquals(at.map((place) => get(place, count)), Object.values(arrays));
      }
    }
  });

  Deno.test(`sumOfSquares in the ${build} build equals its plain twin bit for bit`, async () => {
    const { routines, put } = await loadRoutines(build);
    for (const count of counts) {
      const x = values(count, 1);
      assertEquals(routines.sumOfSquares(put(x, 4), count), sumOfSquares(x));
    }
  });

  Deno.test(`flushSmall in the ${build} build equals its plain twin`, async () => {
    const { put, get, routines } = await loadRoutines(build);
    for (const count of [0, 1, 4, 7, 101]) {
      const x = values(count, 1).map((v, i) => i % 3 === 0 ? v * 1e-38 : i % 5 === 0 ? NaN : v);
      const at = put(x, 4);
      routines.flushSmall(at, count, 2 ** -100);
      flushSmall(x, 2 ** -100);
      assertEquals(get(at, count), x);
    }
  });

  Deno.test(`the losses of the ${build} build equal their plain twins`, async () => {
    const { routines, put, get, reserve } = await loadRoutines(build);
    for (const count of counts) {
      const x = values(count, 1).map((value) => value * 20);
      const target = values(count, 2).map(Math.abs);
      const gradient = reserve(count * 4);
      const at = [put(x, 4), put(target), count, 0.25] as const;

      const squares = squaredError({ prediction: x, target }, 0.25);
      assertClose(routines.squaredError(...at, gradient), squares.sum, 1e-6);
      assertEquals(get(gradient, count), squares.gradient);
      assertEquals(routines.squaredError(...at, 0), routines.squaredError(...at, gradient));

      const entropy = sigmoidCrossEntropy({ logits: x, target }, 0.25);
      assertClose(routines.sigmoidCrossEntropy(...at, gradient), entropy.sum, 1e-6);
      get(gradient, count).forEach((value, i) =>
        assertAlmostEquals(value, entropy.gradient[i], 1e-7)
      );
    }
  });

  Deno.test(`the exponential and logarithm of the ${build} build are right to 2e-7`, async () => {
    const { routines, put, get, reserve } = await loadRoutines(build);
    const target = put(new Float32Array(4)), gradient = reserve(16);
    let ofExponential = 0, ofLogarithm = 0;
    for (let i = 0; i <= 20_000; i++) {
      const x = Math.fround(-87 * i / 20_000);
      const logits = put(Float32Array.of(x, x, x, x));
      // Against a target of zero the loss at x ≤ 0 is ln(1 + e^x), its gradient e^x / (1 + e^x).
      const loss = routines.sigmoidCrossEntropy(logits, target, 1, 1, gradient);
      const sigmoid = 1 / (1 + Math.exp(-x));
      ofExponential = Math.max(ofExponential, Math.abs(get(gradient, 1)[0] / sigmoid - 1));
      ofLogarithm = Math.max(ofLogarithm, Math.abs(loss / Math.log1p(Math.exp(x)) - 1));
    }
    assert(ofExponential <= 2e-7, `sigmoid ${ofExponential}`);
    assert(ofLogarithm <= 2e-7, `softplus ${ofLogarithm}`);
  });
}

Deno.test("the cross-entropy is finite and exact for logits of ±100 and far beyond", async () => {
  const { routines, put, get, reserve } = await loadRoutines("simd");
  const logits = Float32Array.of(100, -100, 100, -100, 1e30, -1e30, 0);
  const target = Float32Array.of(1, 0, 0, 1, 0.5, 0.5, 0.5);
  const gradient = reserve(28);
  for (let i = 0; i < 7; i++) {
    const x = logits.subarray(i, i + 1), t = target.subarray(i, i + 1);
    const loss = routines.sigmoidCrossEntropy(put(x), put(t), 1, 1, gradient);
    const expected = Math.max(x[0], 0) - x[0] * t[0] + Math.log1p(Math.exp(-Math.abs(x[0])));
    assertClose(loss, expected, 2e-7);
    assertAlmostEquals(get(gradient, 1)[0], 1 / (1 + Math.exp(-x[0])) - t[0], 1e-7);
  }
});

function assertClose(actual: number, expected: number, relative: number): void {
  assertAlmostEquals(actual, expected, relative * Math.abs(expected) + 1e-30);
}
