/** The bound of deep belief networks, beside sums over all of their states. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  beliefBound,
  boundsByDepth,
  exactLogPartition,
  freeEnergy,
  gibbs,
  sampleBelief,
  type TrainedMachine,
} from "../../src/boltzmann/mod.ts";
import { createRng } from "../../src/core/rng.ts";
import { agreement, allStates, array, logWeight, toyParams, toySpec } from "./toy_machine.ts";
import "../start_backend.ts";

const rng = createRng(8);

/** Machines on top of each other, each with parameters of its own. */
function network(sizes: number[], scale = 1): TrainedMachine[] {
  return sizes.slice(1).map((hidden, i) => ({
    spec: toySpec(sizes[i], hidden),
    params: {
      weight: array([sizes[i], hidden], 10 * i + 1, scale),
      visibleBias: array([sizes[i]], 10 * i + 2, scale),
      hiddenBias: array([hidden], 10 * i + 3, scale),
    },
  }));
}

const logSum = (x: number[]) => Math.log(x.reduce((sum, value) => sum + Math.exp(value), 0));

/** log p(v | h) or log Q(h | v) of one machine by the definition: the joint over its sum. */
function logGiven({ params }: TrainedMachine, v: number[], h: number[], side: "v" | "h"): number {
  const joint = agreement(params, v, h);
  return joint - logSum(
    side === "v"
      ? allStates(v.length).map((other) => agreement(params, other, h))
      : allStates(h.length).map((other) => agreement(params, v, other)),
  );
}

/** log p(v) of a network: the sum over all hidden states, the top machine by its own. */
function exactLogP([bottom, ...rest]: TrainedMachine[], v: number[]): number {
  if (rest.length === 0) return logWeight(bottom.params, v) - logZ(bottom);
  return logSum(
    allStates(bottom.params.hiddenBias.values.length).map((h) =>
      logGiven(bottom, v, h, "v") + exactLogP(rest, h)
    ),
  );
}

/** The bound with the weights of Q in place of draws. */
function exactBound([bottom, ...rest]: TrainedMachine[], v: number[]): number {
  if (rest.length === 0) return logWeight(bottom.params, v) - logZ(bottom);
  return allStates(bottom.params.hiddenBias.values.length).reduce((sum, h) => {
    const logQ = logGiven(bottom, v, h, "h");
    return sum + Math.exp(logQ) * (logGiven(bottom, v, h, "v") - logQ + exactBound(rest, h));
  }, 0);
}

function logZ({ params }: TrainedMachine): number {
  return logSum(
    allStates(params.visibleBias.values.length).map((v) => logWeight(params, v)),
  );
}

const inputs = (rows: number[][]) => ({
  shape: [rows.length, rows[0].length],
  values: Float32Array.from(rows.flat()),
});

Deno.test("the bound of draws is that of sums over all hidden states, and lies below log p", () => {
  for (const sizes of [[4, 5, 3], [4, 3, 4, 5], [5, 6]]) {
    const machines = network(sizes, 2), states = allStates(sizes[0]);
    const { spec, params } = machines.at(-1)!, logPartition = exactLogPartition(params, spec);
    const samples = 1500;
    const bounds = beliefBound(machines, inputs(states), { logPartition, rng, samples });
    let total = 0;
    states.forEach((v, row) => {
      const expected = exactBound(machines, v), exact = exactLogP(machines, v);
      total += Math.exp(exact);
      assert(expected <= exact + 1e-9, `${expected} of ${exact}`);
      // One draw deviates by a few nats.
      assertAlmostEquals(bounds[row], expected, sizes.length === 2 ? 1e-5 : 0.35);
    });
    const mean = states.reduce((sum, v, row) => sum + bounds[row] - exactBound(machines, v), 0);
    assertAlmostEquals(mean / states.length, 0, 0.05);
    // The network that the bound is held against is a distribution.
    assertAlmostEquals(total, 1, 1e-5);
  }
});

Deno.test("a second machine that is the first one upside down leaves log p as it is, by every draw", () => {
  const [first] = network([5, 4], 2), { weight, visibleBias, hiddenBias } = first.params;
  const second: TrainedMachine = {
    spec: toySpec(4, 5),
    params: {
      weight: {
        shape: [4, 5],
        values: Float32Array.from(
          { length: 20 },
          (_, i) => weight.values[(i % 5) * 4 + (i / 5 | 0)],
        ),
      },
      visibleBias: hiddenBias,
      hiddenBias: visibleBias,
    },
  };
  const states = allStates(5), x = inputs(states), logPartition = logZ(second);
  assertAlmostEquals(logPartition, logZ(first), 1e-5);
  const energies = freeEnergy(first.params, first.spec, x);
  const bounds = beliefBound([first, second], x, { logPartition, rng, samples: 1 });
  states.forEach((v, row) => {
    assertAlmostEquals(exactLogP([first, second], v), exactLogP([first], v), 1e-5);
    assertAlmostEquals(bounds[row], -energies[row] - logPartition, 1e-4);
  });
});

Deno.test("bounds by depth are those of the networks of the lowest machines, and each row is its own", () => {
  const machines = network([6, 4, 5, 3]);
  const row = [1, 0, 1, 1, 0, 0], x = inputs(Array.from({ length: 1003 }, () => row));
  const all = boundsByDepth(machines, x, { rng, samples: 2 });
  [1, 2, 3].forEach((depth) => {
    const options = { rng, samples: 300, logPartition: 0 };
    const [expected] = beliefBound(machines.slice(0, depth), inputs([row]), options);
    const mean = all[depth - 1].reduce((sum, value) => sum + value, 0) / 1003;
    assertAlmostEquals(mean, expected, 0.3);
  });
  const few = boundsByDepth(machines, inputs([row, row]), { rng, samples: 2 });
  few.forEach((bounds, depth) =>
    bounds.forEach((bound, i) => assertAlmostEquals(bound, all[depth][i], 1e-9))
  );
  assert(new Set(all[2]).size > 10);
});

Deno.test("large inputs leave a bound finite", () => {
  const machines = network([4, 3, 2], 500);
  const bounds = beliefBound(machines, inputs(allStates(4)), { rng, logPartition: 0 });
  assert(bounds.every(Number.isFinite));
});

Deno.test("a bound refuses what is no network, and values between 0 and 1", () => {
  const x = inputs([[0, 1, 1, 0]]), options = { rng, logPartition: 0 };
  const [first, second] = network([4, 3, 2]);
  assertThrows(() => beliefBound([], x, options), RangeError, "with no machines");
  assertThrows(
    () => beliefBound([first, first], x, options),
    RangeError,
    "Cannot bound the likelihood with 4 visible units on 3 hidden ones in machine 2",
  );
  const gaussian = { visible: { size: 3 }, hidden: { units: "gaussian", size: 2 } } as const;
  assertThrows(
    () => beliefBound([first, { ...second, spec: gaussian }], x, options),
    RangeError,
    "with bernoulli visible and gaussian hidden units",
  );
  assertThrows(
    () => beliefBound([first, second], inputs([[0, 0.5, 1, 0]]), options),
    RangeError,
    "values between 0 and 1",
  );
  assertThrows(
    () => beliefBound([first, second], x, { ...options, samples: 0 }),
    RangeError,
    "by 0 draws",
  );
  assertThrows(
    () => beliefBound([first, { ...second, params: toyParams(4, 2) }], x, options),
    RangeError,
    '"weight" has shape',
  );
});

Deno.test("samples have the probabilities of the network, summed over all of its states", () => {
  const count = 20_000;
  for (const sizes of [[3, 4, 3], [3, 3, 2, 4], [3, 2]]) {
    const machines = network(sizes, 2), states = allStates(3);
    const { shape, values } = sampleBelief(machines, { count, steps: 60, rng });
    assertEquals(shape, [count, 3]);
    // The mean of a product of means is the probability that all are on, as they are independent then.
    states.forEach((on) => {
      let sum = 0;
      for (let row = 0; row < count; row++) {
        sum += on.reduce((product, use, i) => use ? product * values[3 * row + i] : product, 1);
      }
      const expected = states.filter((v) => on.every((use, i) => v[i] >= use))
        .reduce((total, v) => total + Math.exp(exactLogP(machines, v)), 0);
      assertAlmostEquals(sum / count, expected, 5 * 0.5 / Math.sqrt(count));
    });
  }
});

Deno.test("chains start at the examples that they are given, each with a stream of its own", () => {
  const [first, second] = network([4, 5, 3], 3), x = inputs([[1, 0, 0, 1], [0, 1, 1, 0]]);
  const draw = (machines: TrainedMachine[], count: number) =>
    sampleBelief(machines, { count, steps: 7, rng }).values;
  assertEquals(
    [...draw([first, second], 9).subarray(0, 8)],
    [...draw([first, second], 2)],
  );
  // One machine from examples is a chain of `gibbs`.
  const { means } = gibbs(first.params, first.spec, { start: x, steps: 7, rng });
  const options = { count: 2, steps: 7, rng, start: x };
  assertEquals(sampleBelief([first], options).values, means.values);
  // Weights that leave no chance copy what they are given, up and down.
  const copies = [0, 1].map((): TrainedMachine => ({
    spec: toySpec(4, 4),
    params: {
      weight: inputs([0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => i === j ? 200 : 0))),
      visibleBias: { shape: [4], values: new Float32Array(4).fill(-100) },
      hiddenBias: { shape: [4], values: new Float32Array(4).fill(-100) },
    },
  }));
  assertEquals([...sampleBelief(copies, options).values].map(Math.round), [...x.values]);
});

Deno.test("samples of a class have the probabilities of the network given its label", () => {
  // Three visible units below three hidden ones, which stand beside two label units.
  const [low] = network([3, 3]), count = 20_000;
  const top = { visible: { size: 5, classes: 2 }, hidden: { size: 2 } } as const;
  const params = toyParams(5, 2, 2), label = [0, 1];
  const labels = inputs(Array(count).fill(label));
  const { values } = sampleBelief([low, { spec: top, params }], { count, steps: 30, rng, labels });
  const weights = allStates(3).map((h) => Math.exp(logWeight(params, [...h, ...label])));
  const sum = weights.reduce((a, b) => a + b);
  for (let unit = 0; unit < 3; unit++) {
    const expected = allStates(3).reduce((mean, h, i) => {
      const isOn = allStates(3).filter((v) => v[unit] === 1);
      const given = isOn.reduce((p, v) => p + Math.exp(logGiven(low, v, h, "v")), 0);
      return mean + weights[i] / sum * given;
    }, 0);
    let mean = 0;
    for (let row = 0; row < count; row++) mean += values[3 * row + unit] / count;
    assertAlmostEquals(mean, expected, 5 * 0.5 / Math.sqrt(count));
  }
  const free = sampleBelief([low, { spec: top, params }], { count: 3, steps: 2, rng });
  assertEquals(free.shape, [3, 3]);
  const one = sampleBelief([{ spec: top, params }], { count: 4, steps: 2, rng });
  assertEquals(one.shape, [4, 3]);
  const started = sampleBelief([low, { spec: top, params }], {
    ...{ count: 2, steps: 1, rng },
    labels: inputs([[1, 0], [0, 1]]),
    start: inputs([[1, 0, 1], [0, 0, 1]]),
  });
  assertEquals(started.shape, [2, 3]);
});

Deno.test("labels are refused where there are no label units, or not one for each sample", () => {
  const [low] = network([3, 3]), labels = inputs([[1, 0]]);
  assertThrows(
    () => sampleBelief([low], { count: 1, steps: 1, rng, labels }),
    RangeError,
    'Cannot keep labels: the top machine has none, expected "classes"',
  );
  const top = {
    spec: { visible: { size: 5, classes: 2 }, hidden: { size: 2 } },
    params: toyParams(5, 2),
  };
  assertThrows(
    () => sampleBelief([low, top], { count: 2, steps: 1, rng, labels }),
    RangeError,
    "Cannot draw 2 samples with 1 labels: expected one for each",
  );
  // Below the top they have no place.
  assertThrows(
    () => sampleBelief([top, ...network([2, 2])], { count: 1, steps: 1, rng }),
    RangeError,
    "with 2 label units, of which one is on",
  );
});

Deno.test("samples refuse numbers that are none, and a start of another size", () => {
  const [first, second] = network([4, 5, 3]), machines = [first, second];
  const refuse = (options: { count: number; steps: number }, message: string, start?: number) =>
    assertThrows(
      () =>
        sampleBelief(machines, {
          ...options,
          rng,
          ...(start !== undefined && { start: array([start, 4], 1) }),
        }),
      RangeError,
      message,
    );
  refuse({ count: 0, steps: 1 }, "Cannot take 0 samples");
  refuse({ count: 1, steps: 0.5 }, "Cannot take 0.5 Gibbs steps");
  refuse({ count: 3, steps: 1 }, "Cannot draw 3 samples with 2 examples", 2);
});

Deno.test("long chains take no more memory than short ones", async () => {
  const machines = network([6, 5, 4]);
  const most = async (steps: number) =>
    (await tf.profile(() => void sampleBelief(machines, { count: 3, steps, rng }))).peakBytes;
  assertEquals(await most(50), await most(5));
});
