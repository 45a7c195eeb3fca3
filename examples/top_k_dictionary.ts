/**
 * Learns a dictionary of which a few atoms make each of your vectors (k-sparse autoencoders: Makhzani
 * and Frey, 2014; Gao et al., 2024), and says which atoms make the first vector.
 *
 *     deno task kernels
 *     deno run --allow-read --allow-env --allow-sys examples/top_k_dictionary.ts [VECTORS.npy]
 *
 * Without a file [N, D] it makes vectors of 3 of 48 hidden directions each, and counts how many of
 * these the dictionary found.
 */
import * as tf from "@tensorflow/tfjs";
import {
  createRng,
  describeAutoencoder,
  encode,
  fit,
  gatherBatch,
  planAutoencoder,
  readData,
} from "isthmus";
import { type Examples, readKernels, type SparseCode, startBackend } from "isthmus";

const ATOMS = 64, K = 3, HIDDEN = 48;

await startBackend({ binaries: await readKernels() });
const hidden = Deno.args.length === 0 ? directions(HIDDEN) : undefined;
const train = hidden ? mixtures(hidden, 6000) : await vectorsOf(Deno.args[0]);
const plan = planAutoencoder(describeAutoencoder({
  encoder: [{ type: "dense_top_k", units: ATOMS, k: K, auxiliaryK: 16, deadAfter: 6000 }],
  loss: "mean-squared-error",
  penalties: [{ type: "auxiliary_k", coefficient: 1 / 32 }],
}, train.shape));
const [size] = train.shape;
const options = { epochs: 40, optimizer: { type: "adam", learningRate: 0.003 } } as const;

for await (const event of fit({ plan, train, options, rng: createRng(0) })) {
  if (event.type === "epoch" && event.metrics.epoch % 10 === 0) {
    const { epoch, reconstructionLoss = NaN } = event.metrics;
    console.log(`epoch ${epoch}: mean squared error ${reconstructionLoss.toPrecision(3)}`);
  }
  if (event.type !== "end") continue;
  const { shape, values } = event.params["decoder.0.weight"];
  const atoms = Array.from({ length: ATOMS }, (_, n) => values.subarray(n * size, (n + 1) * size));
  console.log(`The atoms are decoder.0.weight [${shape.join(", ")}], one a row`);

  const params = Object.fromEntries(
    Object.entries(event.params).map((
      [name, { shape, values }],
    ) => [name, tf.tensor(values, [...shape])]),
  );
  const first = tf.tensor(gatherBatch(train, [0]), [1, ...train.shape]);
  const { indices, values: weights } = encode(plan, first, { params }).code as SparseCode;
  const used = indices.dataSync(), amounts = weights.dataSync();
  console.log(
    `vector 0 = ${Array.from(used, (n, i) => `${amounts[i].toFixed(2)} · atom ${n}`).join(" + ")}`,
  );

  const found = hidden?.filter((direction) => atoms.some((atom) => dot(direction, atom) > 0.95));
  if (found) console.log(`${found.length} of ${HIDDEN} hidden directions are atoms`);
}

async function vectorsOf(path: string): Promise<Examples> {
  return (await readData(path, { seed: 0 })).train;
}

/** Random directions of length 1. */
function directions(count: number): Float32Array[] {
  return Array.from({ length: count }, (_, n) => {
    const rng = createRng(1).fork(n);
    const values = Float32Array.from({ length: 32 }, () => rng.normal());
    const length = Math.sqrt(dot(values, values));
    return values.map((value) => value / length);
  });
}

/** Vectors that are sums of three of the directions, each between once and twice. */
function mixtures(directions: readonly Float32Array[], count: number): Examples {
  const [{ length: size }] = directions;
  const values = new Float32Array(count * size);
  for (let i = 0; i < count; i++) {
    const rng = createRng(2).fork(i);
    for (const n of rng.permutation(directions.length).subarray(0, K)) {
      const amount = 1 + rng.uniform();
      directions[n].forEach((value, d) => values[i * size + d] += amount * value);
    }
  }
  return { shape: [size], count, values };
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, d) => sum + value * b[d], 0);
}
