/** Machines of counts of words: replicated softmax. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  dataBias,
  estimateLogPartition,
  exactLogPartition,
  freeEnergy,
  gibbs,
  hiddenMeans,
  type MachineParams,
  reverseLogLikelihood,
  visibleMeans,
} from "../../src/boltzmann/mod.ts";
import { contrast } from "../../src/boltzmann/contrast.ts";
import { machineSpec } from "../../src/boltzmann/spec.ts";
import type { MachineTensors } from "../../src/boltzmann/units.ts";
import { countsSide } from "../../src/boltzmann/words/counts_side.ts";
import { toTensors } from "../../src/training/mod.ts";
import { drawsOf } from "../../src/boltzmann/draws.ts";
import { drawCounts } from "../../src/boltzmann/words/draw_counts.ts";
import { createRng } from "../../src/core/rng.ts";
import type { DenseExamples } from "../../src/data/mod.ts";
import { allStates, toyParams, train } from "./toy_machine.ts";
import "../start_backend.ts";

const spec = (size: number, hidden: number) => ({
  visible: { units: "multinomial", size },
  hidden: { units: "bernoulli", size: hidden },
} as const);
const rng = createRng(3);
const rowsOf = (rows: number[][]) => ({
  shape: [rows.length, rows[0].length],
  values: Float32Array.from(rows.flat()),
});
const logSum = (x: number[]) => Math.log(x.reduce((sum, value) => sum + Math.exp(value), 0));
const meanOf = (x: ArrayLike<number>) =>
  Array.from(x).reduce((sum, value) => sum + value, 0) / x.length;

/** All texts of so many words, as lists of words. */
function allTexts(words: number, length: number): number[][] {
  if (length === 0) return [[]];
  return allTexts(words, length - 1).flatMap((text) =>
    Array.from({ length: words }, (_, word) => [...text, word])
  );
}

/** −E of a text, word by word: Σ_n (b + Σⱼ W hⱼ) of word n, and D Σⱼ cⱼ hⱼ. */
function agreementOf(params: MachineParams, text: number[], h: number[]): number {
  const { weight, visibleBias, hiddenBias } = params;
  let sum = 0;
  for (const word of text) {
    sum += visibleBias.values[word];
    h.forEach((on, j) => sum += on * (weight.values[word * h.length + j] + hiddenBias.values[j]));
  }
  return sum;
}

const countsOf = (text: number[], words: number) =>
  Array.from({ length: words }, (_, word) => text.filter((other) => other === word).length);

/** Texts of two topics: each has words of one half of the vocabulary, and is of one of two lengths. */
function topics(count: number, size: number): DenseExamples {
  const values = new Float32Array(count * size), own = createRng(7);
  const lengths = Uint32Array.from({ length: count }, (_, i) => i % 3 === 0 ? 4 : 20);
  lengths.forEach((length, row) => {
    for (let n = 0; n < length; n++) {
      values[row * size + (row % 2) * (size / 2) + own.integer(size / 2)] += 1 / length;
    }
  });
  return { shape: [size], count, values, lengths };
}

Deno.test("words are drawn as often as their chances say, as many as each text has", () => {
  const chances = tf.tensor2d([0.5, 0.5, 0, 0, 0.1, 0.2, 0.3, 0.4], [2, 4]);
  const drawn = drawCounts(chances, tf.tensor2d([3, 20_000], [2, 1]), drawsOf(rng, 2));
  const values = drawn.dataSync();
  assertEquals([values[0] + values[1], values[2], values[3]], [3, 0, 0]);
  assertEquals(meanOf(values.subarray(4)) * 4, 20_000);
  [0.1, 0.2, 0.3, 0.4].forEach((chance, i) =>
    assertAlmostEquals(values[4 + i] / 20_000, chance, 4 * Math.sqrt(chance / 20_000))
  );
  tf.dispose([chances, drawn]);
});

Deno.test("the free energy of counts is that of the sum over all hidden states, word by word", () => {
  const params = toyParams(4, 3), texts = allTexts(4, 3);
  const energies = freeEnergy(
    params,
    spec(4, 3),
    rowsOf(texts.map((text) => countsOf(text, 4))),
  );
  texts.forEach((text, row) => {
    const sum = logSum(allStates(3).map((h) => agreementOf(params, text, h)));
    assertAlmostEquals(energies[row], -sum, 1e-5);
  });
});

Deno.test("the exact partition function of a length sums over all its texts", () => {
  const params = toyParams(4, 3);
  for (const length of [1, 3]) {
    const expected = logSum(
      allTexts(4, length).flatMap((text) => allStates(3).map((h) => agreementOf(params, text, h))),
    );
    assertAlmostEquals(exactLogPartition(params, spec(4, 3), { length }), expected, 1e-4);
  }
});

Deno.test("annealing comes within 0.1 nat of the exact partition function, for short texts and long ones", () => {
  const params = toyParams(50, 10, 0.5), own = spec(50, 10), base = dataBias(own, topics(20, 50));
  for (const length of [1, 20, 200]) {
    const exact = exactLogPartition(params, own, { length });
    const { estimate, low, high } = estimateLogPartition(params, own, {
      ...{ base, rng, length },
      stretches: [{ to: 0.5, steps: 100 }, { to: 1, steps: 400 }],
    });
    assertAlmostEquals(estimate, exact, 0.1);
    assert(low < exact && exact < high, `${length}: ${low}, ${exact}, ${high}`);
  }
});

Deno.test("the reverse estimate of texts of several lengths lies near their exact likelihood", () => {
  const params = toyParams(30, 8, 0.7), own = spec(30, 8), data = topics(40, 30);
  const counts = data.values.map((share, i) =>
    Math.round(share * data.lengths![Math.floor(i / 30)])
  );
  const x = { shape: [40, 30], values: counts as Float32Array<ArrayBuffer> };
  const exact = freeEnergy(params, own, x).map((energy, row) =>
    -energy - exactLogPartition(params, own, { length: data.lengths![row] })
  );
  const options = { base: dataBias(own, data), rng };
  const reverse = (steps: number) =>
    meanOf(reverseLogLikelihood(params, own, x, { ...options, stretches: [{ to: 1, steps }] }));
  const [short, long] = [reverse(5), reverse(1000)];
  assert(short < long && long < meanOf(exact) + 0.1, `${short}, ${long}, ${meanOf(exact)}`);
  assertAlmostEquals(long, meanOf(exact), 0.2);
});

Deno.test("Gibbs samples keep the length of their text and come as often as they are likely", () => {
  const params = toyParams(3, 2), own = spec(3, 2), chains = 4000;
  const start = rowsOf(Array.from({ length: chains }, () => [2, 0, 0]));
  const { states } = gibbs(params, own, { start, steps: 20, rng });
  const found = new Map<string, number>();
  for (let row = 0; row < chains; row++) {
    const key = states.values.slice(row * 3, row * 3 + 3).join();
    found.set(key, (found.get(key) ?? 0) + 1 / chains);
  }
  const expected = new Map<string, number>(), all = exactLogPartition(params, own, { length: 2 });
  for (const text of allTexts(3, 2)) {
    const key = countsOf(text, 3).join();
    const [energy] = freeEnergy(params, own, rowsOf([countsOf(text, 3)]));
    expected.set(key, (expected.get(key) ?? 0) + Math.exp(-energy - all));
  }
  assertEquals([...found.keys()].sort(), [...expected.keys()].sort());
  for (const [key, chance] of expected) {
    assertAlmostEquals(found.get(key)!, chance, 4 * Math.sqrt(chance / chains));
  }
});

Deno.test("visible means are the chances of a word, hidden ones count their bias for each word", () => {
  const params = toyParams(4, 2), own = spec(4, 2);
  const chances = visibleMeans(params, own, rowsOf([[1, 0]])).values;
  assertAlmostEquals(meanOf(chances) * 4, 1, 1e-6);
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  const { weight: { values: w }, hiddenBias: { values: c } } = params;
  const [mean] = hiddenMeans(params, own, rowsOf([[2, 0, 1, 0]])).values;
  assertAlmostEquals(mean, sigmoid(2 * w[0] + w[4] + 3 * c[0]), 1e-6);
});

Deno.test("statistics of long chains are the gradient of log p a word, by central differences", () => {
  const params = toyParams(4, 2), own = spec(4, 2), text = [3, 0, 1, 0], rows = 4000;
  const x = rowsOf([text]);
  const perWord = (of: MachineParams) =>
    (-freeEnergy(of, own, x)[0] - exactLogPartition(of, own, { length: 4 })) / 4;
  const { gradients } = tf.tidy(() => {
    const machine = {
      spec: machineSpec.parse(own),
      params: toTensors(params) as unknown as MachineTensors,
    };
    const counts = Float32Array.from({ length: rows * 4 }, (_, i) => text[i % 4]);
    const draws = drawsOf(rng, rows);
    const options = { steps: 30, drawsVisible: true, draws, chainDraws: draws };
    const found = contrast(machine, countsSide(tf.tensor2d(counts, [rows, 4])), options);
    return {
      gradients: Object.fromEntries(
        Object.entries(found.gradients).map(([name, sum]) => [name, sum.dataSync()]),
      ),
    };
  });
  const h = 0.02;
  for (const [name, { shape, values }] of Object.entries(params)) {
    values.forEach((value, i) => {
      const moved = (by: number) => ({
        ...params,
        [name]: { shape, values: values.with(i, value + by) },
      });
      const slope = (perWord(moved(h)) - perWord(moved(-h))) / (2 * h);
      assertAlmostEquals(gradients[name][i] / rows, slope, 0.03, `${name} ${i}`);
    });
  }
});

Deno.test("training on texts raises the likelihood of their words, and is the same by counts and by shares", async () => {
  const data = topics(60, 12), own = spec(12, 3);
  const options = { epochs: 40, batchSize: 10 };
  const shares = await train({ spec: own, train: data, options, rng });
  const counts = data.values.map((share, i) =>
    Math.round(share * data.lengths![Math.floor(i / 12)])
  );
  const plain: DenseExamples = {
    shape: [12],
    count: 60,
    values: counts as Float32Array<ArrayBuffer>,
  };
  const byCounts = await train({ spec: own, train: plain, options, rng });
  assertEquals(byCounts.losses, shares.losses);
  const { params } = shares.end;
  const likelihood = (of: MachineParams) => {
    const x = { shape: [60, 12], values: plain.values as Float32Array<ArrayBuffer> };
    return meanOf(
      freeEnergy(of, own, x).map((energy, row) => {
        const length = data.lengths![row];
        return (-energy - exactLogPartition(of, own, { length })) / length;
      }),
    );
  };
  // Words of one topic are one of six, of any topic one of twelve.
  const untrained = {
    ...params,
    weight: { ...params.weight, values: new Float32Array(36) },
    hiddenBias: { ...params.hiddenBias, values: new Float32Array(3) },
    visibleBias: dataBias(own, data),
  };
  assertAlmostEquals(Math.exp(-likelihood(untrained)), 12, 0.2);
  assert(Math.exp(-likelihood(params)) < 8, `${Math.exp(-likelihood(params))} words`);
});

Deno.test("a word that no text has keeps a finite bias, and a text without words moves nothing", async () => {
  const empty = { shape: [3], count: 2, values: new Float32Array(6) };
  const bias = dataBias(spec(3, 2), empty).values;
  bias.forEach((value) => assertAlmostEquals(value, Math.log(1 / 3), 1e-6));
  const options = { epochs: 1, batchSize: 2, weightDecay: 0 };
  const { end, losses } = await train({ spec: spec(3, 2), train: empty, options, rng });
  assertEquals(losses, [0]);
  assertEquals([...end.params.hiddenBias.values], [0, 0]);
  end.params.visibleBias.values.forEach((value, i) => assertEquals(value, bias[i]));
});

Deno.test("what is no count of words is refused in one sentence", async () => {
  const params = toyParams(4, 3), own = spec(4, 3), base = dataBias(own, topics(4, 4));
  const bernoulli = { visible: { size: 4 }, hidden: { size: 3 } };
  const half = rowsOf([[0.5, 0.5, 0, 0]]), stretches = [{ to: 1, steps: 2 }];
  const refused: [() => unknown, string][] = [
    [() => freeEnergy(params, own, half), "Cannot take 0.5 for a count of words: expected whole"],
    [() => exactLogPartition(params, own), "of counts of words for the length undefined: expected"],
    [
      () => estimateLogPartition(params, own, { base, rng, stretches, length: 1.5 }),
      "for the length 1.5",
    ],
    [
      () => exactLogPartition(params, bernoulli, { length: 3 }),
      'of bernoulli visible units for texts of 3 words: leave "length" out',
    ],
  ];
  for (const [run, sentence] of refused) assertThrows(run, RangeError, sentence);
  const shares = { shape: [4], count: 1, values: half.values };
  const options = { epochs: 1 };
  for (
    const [input, sentence] of [
      [{ train: shares, options }, "they hold 0.5, expected counts of words, as those of texts"],
      [
        { train: { ...shares, values: Uint8Array.of(1, 2, 3, 4) }, options },
        "they are bytes, expected counts",
      ],
      [
        { train: topics(4, 4), options: { ...options, persistent: true } },
        'leave "persistent" out',
      ],
    ] as const
  ) {
    let message = "";
    try {
      await train({ spec: own, rng, ...input });
    } catch (error) {
      if (error instanceof RangeError) message = error.message;
    }
    assert(message.includes(sentence), message);
  }
});
