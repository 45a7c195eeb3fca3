/** The bound of deep belief networks, beside sums over all of their states. */
import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import {
  beliefBound,
  boundsByDepth,
  exactLogPartition,
  freeEnergy,
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
