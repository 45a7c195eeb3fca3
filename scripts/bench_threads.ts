/**
 * Prints the speed of products and training steps on several threads over that on one, in one process, beside
 * the limit that as many processes of one thread each come to: `deno task bench:threads [THREADS]`.
 */
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../src/core/rng.ts";
import type { Examples } from "../src/data/mod.ts";
import { readKernels } from "../src/io/read_kernels.ts";
import { readRecipe } from "../src/io/read_recipe.ts";
import {
  endThreads,
  setSharing,
  type Sharing,
  startBackend,
  startThreads,
  threadCounts,
} from "../src/kernels/mod.ts";
import { planAutoencoder } from "../src/model/mod.ts";
import { fit } from "../src/training/mod.ts";
import { describeAutoencoder } from "../src/variants/mod.ts";
import { measureLimit } from "../tests/bench/threads/measure_limit.ts";

/** Rows, depth, columns and transpositions: a large one, and those of a step of a deep model. */
const PRODUCTS = [
  [1024, 1024, 1024, false, false],
  [256, 784, 1000, false, false],
  [784, 256, 1000, true, false],
  [256, 1000, 784, false, true],
  [256, 30, 250, false, false],
  [16, 784, 1000, false, false],
] as const;

const RECIPES = ["mnist-deep-30", "mnist-top-k-dictionary", "mnist-conv-keras"];

/** Times of each way, taken in turns of so many, the first of each turn left out. */
const TURN = 6, TURNS = 14;

/** The times of both ways in milliseconds. */
interface Times {
  readonly none: number[];
  readonly quicker: number[];
}

const threads = Number(Deno.args[0] ?? navigator.hardwareConcurrency);
await startBackend({ binaries: await readKernels(), threads });
await startThreads();
const limit = await measureLimit(threads);
console.log(
  `${threadCounts().now} threads; as many processes make ${
    limit.toFixed(2)
  } times the products of one\n`,
);
console.log("| work | one thread, ms | threads, ms | ratio | of the limit |");
console.log("| --- | ---: | ---: | ---: | ---: |");
for (const [rows, depth, columns, transposeA, transposeB] of PRODUCTS) {
  const a = tf.randomNormal<tf.Rank.R2>(transposeA ? [depth, rows] : [rows, depth]);
  const b = tf.randomNormal<tf.Rank.R2>(transposeB ? [columns, depth] : [depth, columns]);
  const flags = `${transposeA ? ", A transposed" : ""}${transposeB ? ", B transposed" : ""}`;
  const times = inTurns();
  while (times.next(() => tf.matMul(a, b, transposeA, transposeB).dispose()));
  print(`product ${rows} × ${depth} × ${columns}${flags}`, times.times);
  tf.dispose([a, b]);
}
for (const name of RECIPES) print(`step of ${name}`, await stepTimes(name));
setSharing("none");
await endThreads();

/** Takes times in turns of both ways. */
function inTurns() {
  const times: Times = { none: [], quicker: [] };
  let count = 0, way: keyof Times = "none";
  const begin = () => setSharing(way satisfies Sharing);
  begin();
  return {
    times,
    /** Keeps a time; false where there are enough. */
    keep(milliseconds: number): boolean {
      // The first turns are those that find out what is quicker.
      if (count % TURN > 0 && count >= 4 * TURN) times[way].push(milliseconds);
      if (++count % TURN === 0) {
        way = way === "none" ? "quicker" : "none";
        begin();
      }
      return count < (TURNS + 4) * TURN;
    },
    next(work: () => void): boolean {
      const began = performance.now();
      work();
      return this.keep(performance.now() - began);
    },
  };
}

async function stepTimes(name: string): Promise<Times> {
  const { model, training } = readRecipe(name), train = randomImages(4096);
  const plan = planAutoencoder(describeAutoencoder(model, train.shape));
  const turns = inTurns();
  let began = performance.now();
  for await (
    const event of fit({ plan, train, options: { ...training, epochs: 50 }, rng: createRng(1) })
  ) {
    if (event.type === "step" && !turns.keep(performance.now() - began)) break;
    began = performance.now();
  }
  return turns.times;
}

function randomImages(count: number): Examples {
  const rng = createRng(2), values = new Uint8Array(count * 784);
  // A fifth of the values of digits are other than 0.
  for (let i = 0; i < values.length; i++) values[i] = rng.uniform() < 0.2 ? rng.integer(256) : 0;
  return { shape: [28, 28, 1], count, values };
}

function print(name: string, { none, quicker }: Times): void {
  const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1];
  const [one, several] = [median(none), median(quicker)], ratio = one / several;
  console.log(
    `| ${name} | ${one.toFixed(2)} | ${several.toFixed(2)} | ${ratio.toFixed(2)} | ` +
      `${(ratio / limit).toFixed(2)} |`,
  );
}
