/** Label units: a group of visible units of which one is on. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  classifyByBelief,
  classifyByFreeEnergy,
  dataBias,
  estimateLogPartition,
  freeEnergy,
  gibbs,
  hiddenMeans,
  pseudoLogLikelihood,
  visibleMeans,
  withLabelUnits,
} from "../../src/boltzmann/mod.ts";
import { createRng } from "../../src/core/rng.ts";
import { strokes } from "../../src/data/mod.ts";
import {
  agreement,
  allStates,
  array,
  logWeight,
  toyParams,
  toySpec,
  train,
} from "./toy_machine.ts";
import "../start_backend.ts";

const rng = createRng(8);
const spec = (size: number, classes: number, hidden: number) => ({
  visible: { size, classes },
  hidden: { size: hidden },
});
const rowsOf = (rows: number[][]) => ({
  shape: [rows.length, rows[0].length],
  values: Float32Array.from(rows.flat()),
});
const classOf = (label: number, classes: number) =>
  Array.from({ length: classes }, (_, i) => i === label ? 1 : 0);

/** The sum over all hidden states of exp(−E), by the definition. */
const weightOf = (params: ReturnType<typeof toyParams>, v: number[]) =>
  allStates(params.hiddenBias.values.length)
    .reduce((sum, h) => sum + Math.exp(agreement(params, v, h)), 0);

Deno.test("classes by free energies are those of sums over all hidden states", () => {
  const params = toyParams(7, 4, 2), examples = [...allStates(4), [0.3, 0.9, 0, 0.5]];
  const { shape, values } = classifyByFreeEnergy(params, spec(7, 3, 4), rowsOf(examples));
  assertEquals(shape, [17, 3]);
  examples.forEach((x, row) => {
    const weights = [0, 1, 2].map((label) => weightOf(params, [...x, ...classOf(label, 3)]));
    const sum = weights.reduce((a, b) => a + b);
    weights.forEach((weight, label) =>
      assertAlmostEquals(values[3 * row + label], weight / sum, 1e-5)
    );
  });
  const energies = freeEnergy(params, spec(7, 3, 4), rowsOf([[1, 0, 1, 1, 0, 1, 0]]));
  assertAlmostEquals(energies[0], -logWeight(params, [1, 0, 1, 1, 0, 1, 0]), 1e-5);
});

Deno.test("chains have the probabilities of states with one label each, or of a label that stays", () => {
  const params = toyParams(5, 2, 2), count = 20_000, own = allStates(2);
  const states = own.flatMap((x) => [0, 1, 2].map((label) => [...x, ...classOf(label, 3)]));
  const start = (label: number) => rowsOf(Array(count).fill([0, 0, ...classOf(label, 3)]));
  const check = (drawn: Float32Array, possible: number[][]) => {
    const weights = possible.map((v) => weightOf(params, v));
    const sum = weights.reduce((a, b) => a + b), shares = possible.map(() => 0);
    const places = new Map(possible.map((v, i) => [v.join(), i]));
    for (let row = 0; row < count; row++) {
      // A state of several labels or of none is at no place.
      shares[places.get(drawn.slice(5 * row, 5 * row + 5).join())!] += 1 / count;
    }
    weights.forEach((weight, i) =>
      assertAlmostEquals(shares[i], weight / sum, 5 * 0.5 / Math.sqrt(count))
    );
  };
  const free = gibbs(params, spec(5, 3, 2), { start: start(0), steps: 40, rng });
  check(free.states.values, states);
  const kept = gibbs(params, spec(5, 3, 2), {
    start: start(2),
    steps: 40,
    rng,
    keepsLabels: true,
  });
  check(kept.states.values, states.filter((v) => v[4] === 1));
  assertEquals([...kept.means.values.subarray(2, 5)], [0, 0, 1]);
});

Deno.test("the means of label units are a softmax, and their biases start at log p", () => {
  const params = toyParams(4, 3), { weight: w, visibleBias: b } = params, h = [1, 0, 1];
  const inputs = [0, 1, 2, 3].map((i) =>
    b.values[i] + h.reduce((sum, y, j) => sum + y * w.values[3 * i + j], 0)
  );
  const { values } = visibleMeans(params, spec(4, 2, 3), rowsOf([h]));
  assertAlmostEquals(values[1], 1 / (1 + Math.exp(-inputs[1])), 1e-6);
  assertAlmostEquals(values[3], 1 / (1 + Math.exp(inputs[2] - inputs[3])), 1e-6);
  const examples = { shape: [1], count: 4, values: Float32Array.of(1, 0, 0, 0) };
  const joint = withLabelUnits({ ...examples, labels: Int32Array.of(0, 1, 1, 1) }, { classes: 2 });
  const bias = dataBias({ visible: { units: "bernoulli", size: 3, classes: 2 } }, joint);
  [Math.log(1 / 3), Math.log(0.25), Math.log(0.75)].forEach((expected, i) =>
    assertAlmostEquals(bias.values[i], expected, 1e-6)
  );
});

Deno.test("a joint machine of digits and labels classifies other digits, and draws what it is told", async () => {
  const classes = 10, test = strokes(500, createRng(2));
  const digits = withLabelUnits(strokes(3000, createRng(1)), { classes });
  assertEquals(digits.shape, [794]);
  const machine = spec(794, classes, 100);
  const { end } = await train({
    spec: machine,
    train: digits,
    options: { epochs: 8, batchSize: 20, learningRate: 0.05, binarize: "draw" },
    rng,
  });
  const of = withLabelUnits(test, { classes });
  const one = of.values instanceof Uint8Array ? 255 : 1;
  const x = rowsOf(
    Array.from(
      { length: 500 },
      (_, i) => Array.from(of.values.subarray(794 * i, 794 * i + 784), (value) => value / one),
    ),
  );
  const { values } = classifyByFreeEnergy(end.params, machine, x);
  const right = (probabilities: Float32Array, labels: ArrayLike<number>) =>
    Array.from(labels).filter((label, i) => {
      const row = probabilities.subarray(10 * i, 10 * i + 10);
      return row.indexOf(Math.max(...row)) === label;
    }).length / labels.length;
  const accuracy = right(values, test.labels!);
  assert(accuracy > 0.8, `${accuracy} of test digits are right`);
  // Samples of a label that stays, from no ink, are of that class more often than by chance.
  const labels = Int32Array.from({ length: 100 }, (_, i) => i % 10);
  const blank = { shape: [784], count: 100, values: new Float32Array(78_400), labels };
  const start = { shape: [100, 794], values: new Float32Array(79_400) };
  start.values.set(withLabelUnits(blank, { classes }).values);
  const drawn = gibbs(end.params, machine, { start, steps: 200, rng, keepsLabels: true });
  const shown = Array.from(
    { length: 100 },
    (_, i) => [...drawn.states.values.subarray(794 * i, 794 * i + 784)],
  );
  const found = classifyByFreeEnergy(end.params, machine, rowsOf(shown)).values;
  // Five standard errors above chance.
  assert(right(found, labels) > 0.25, `${right(found, labels)} of samples are of their class`);
});

Deno.test("label units are refused where they do not stand, and where states are independent", async () => {
  const params = toyParams(4, 3), joint = spec(4, 2, 3), x = rowsOf([[1, 0, 0, 1]]);
  const base = array([4], 1);
  assertThrows(
    () => estimateLogPartition(params, joint, { base, rng }),
    RangeError,
    "Cannot estimate a partition function with 2 label units",
  );
  assertThrows(() => pseudoLogLikelihood(params, joint, x, { rng }), RangeError, "2 label units");
  assertThrows(
    () => classifyByFreeEnergy(params, toySpec(4, 3), x),
    RangeError,
    "a machine with 0 label units and bernoulli hidden ones",
  );
  assertThrows(
    () => gibbs(params, toySpec(4, 3), { start: x, steps: 1, rng, keepsLabels: true }),
    RangeError,
    "Cannot keep labels",
  );
  assertThrows(() => freeEnergy(params, spec(4, 4, 3), x), Error, "label units stand behind");
  const values = Float32Array.of(1, 0, 1, 0, 0, 1, 1, 1), options = { epochs: 1 };
  let message = "";
  await train({ spec: joint, train: { shape: [4], count: 2, values }, options, rng })
    .catch((error) => message = error.message);
  assertEquals(
    message,
    "Cannot train 2 label units on the training examples: example 1 has 2 that are on, expected one and " +
      "0 for the others, as withLabelUnits makes them",
  );
  assertThrows(
    () => withLabelUnits({ shape: [1], count: 1, values: Float32Array.of(1) }, { classes: 2 }),
    RangeError,
    "examples without labels",
  );
});

Deno.test("a network classifies by the means of its hidden units, in its top machine", () => {
  const low = { spec: toySpec(3, 4), params: toyParams(3, 4) };
  const top = { spec: spec(7, 3, 2), params: toyParams(7, 2) };
  const x = rowsOf([[1, 0, 1], [0, 0.5, 1]]);
  const below = hiddenMeans(low.params, low.spec, x);
  assertEquals(
    classifyByBelief([low, top], x),
    classifyByFreeEnergy(top.params, top.spec, below),
  );
  assertEquals(classifyByBelief([top], below), classifyByFreeEnergy(top.params, top.spec, below));
  assertThrows(() => classifyByBelief([], x), RangeError, "Cannot classify by no machines");
  assertThrows(
    () => classifyByBelief([low], x),
    RangeError,
    "Cannot classify by a machine with 0 label units",
  );
});
