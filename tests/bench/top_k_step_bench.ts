import * as tf from "@tensorflow/tfjs";
import {
  adamStep,
  meanSquaredError,
  normalizeRows,
  removeParallel,
  sparseDecode,
  sparseEncode,
} from "../../src/kernels/mod.ts";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";
import { measureMemory, type TrainingMemory } from "./measure_memory.ts";
import { timeTorch, type TorchComparison } from "./torch_peer.ts";

const DEPTH = 784, SIZE = 8192, K = 32, BATCH_SIZE = 256;
const NAME = "top-k training step";
const SCRIPT = "scripts/reference/top_k_step_torch.py";
const ADAM = { learningRate: 1e-4, beta1: 0.9, beta2: 0.999, epsilon: 6.25e-10 };

/**
 * A whole step of a top-k autoencoder (Gao et al., "Scaling and evaluating sparse autoencoders",
 * 2024): forward, backward, gradient kept at right angles, Adam, rows of norm 1; beside the same
 * with dense codes, by stock tfjs, by our own kernels and by PyTorch.
 */
export function* topKStepBench(
  { withStock }: KernelSets,
): Iterable<Comparison | TrainingMemory | TorchComparison> {
  const x = tf.randomUniform<tf.Rank.R2>([BATCH_SIZE, DEPTH]);
  const params = freshParams(), moments = params.map((p) => [tf.zerosLike(p), tf.zerosLike(p)]);
  const ours = sparseStep(x, params, moments);
  yield measureMemory(NAME, ours);
  const size = `${DEPTH}-${SIZE}-${DEPTH}, k ${K}, batch ${BATCH_SIZE}`;
  const denseParams = freshParams(), dense = denseStep(x, denseParams);
  const besideDense = { name: `${NAME}, beside our dense products`, size, ours, stock: dense };
  const comparison = compare(besideDense);
  yield comparison;
  const { oursMilliseconds } = comparison;
  yield { name: NAME, oursMilliseconds, torch: timeTorch(SCRIPT) };
  yield compare({ name: NAME, size, ours, stock: () => withStock(dense), slow: true });
  tf.dispose([x, params, moments, denseParams]);
}

/** Encoder weight and dictionary [N, D], both bias vectors; the encoder starts as the dictionary. */
function freshParams(): tf.Variable[] {
  return tf.tidy(() => {
    const dictionary = tf.randomNormal([SIZE, DEPTH]);
    normalizeRows(dictionary);
    const tensors = [tf.add(dictionary, 0), tf.zeros([SIZE]), dictionary, tf.zeros([DEPTH])];
    return tensors.map((tensor) => tf.variable(tensor));
  });
}

function sparseStep(
  x: tf.Tensor2D,
  params: readonly tf.Variable[],
  moments: readonly tf.Tensor[][],
): () => void {
  let step = 0;
  const [, , dictionary] = params;
  const valueAndGradients = tf.valueAndGrads((...current: tf.Tensor[]) => {
    const [weight, bias, dictionary, preBias] = current;
    const options = { k: K, rectified: true };
    const { code } = sparseEncode(tf.sub(x, preBias), { weight, bias }, options);
    return meanSquaredError(tf.add(sparseDecode(code, dictionary), preBias), x);
  });
  return () => {
    const { value, grads } = valueAndGradients([...params]);
    step++;
    removeParallel(grads[2], dictionary);
    params.forEach((param, i) => {
      const [firstMoment, secondMoment] = moments[i];
      const options = { ...ADAM, weightDecay: 0, gradientScale: 1, step };
      adamStep({ param, gradient: grads[i], firstMoment, secondMoment }, options);
    });
    normalizeRows(dictionary);
    value.dataSync();
    tf.dispose([value, grads]);
  };
}

/**
 * The same with a dense code, for which `tf.topk` tells the least value that is kept. The product with the encoder's weight is one with its transpose, as in PyTorch.
 */
function denseStep(x: tf.Tensor2D, params: tf.Variable[]): () => void {
  const optimizer = tf.train.adam(ADAM.learningRate, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
  const [weight, bias, dictionary, preBias] = params;
  const loss = () => {
    const pre = tf.add(tf.matMul(tf.sub(x, preBias), weight, false, true), bias);
    const code = denseTopK(pre);
    return tf.losses.meanSquaredError(x, tf.add(tf.matMul(code, dictionary), preBias)) as tf.Scalar;
  };
  return () =>
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(loss, params);
      const byDictionary = grads[dictionary.name];
      const along = tf.sum(tf.mul(byDictionary, dictionary), 1, true);
      const kept = { [dictionary.name]: tf.sub(byDictionary, tf.mul(along, dictionary)) };
      optimizer.applyGradients(
        Object.entries({ ...grads, ...kept }).map(([name, tensor]) => ({ name, tensor })),
      );
      dictionary.assign(tf.div(dictionary, tf.norm(dictionary, "euclidean", 1, true)));
      value.dataSync();
    });
}

/** The rectified k largest of each row, the others 0; the gradient goes through those alone. */
const denseTopK = tf.customGrad((pre, save) => {
  const least = tf.min(tf.topk(pre as tf.Tensor, K, false).values, 1, true);
  const limit = tf.maximum(least, 0), mask = tf.greaterEqual(pre as tf.Tensor, limit);
  const kept = tf.cast(mask, "float32");
  (save as tf.GradSaveFunc)([kept]);
  return {
    value: tf.mul(pre as tf.Tensor, kept),
    gradFunc: (dy: tf.Tensor, [kept]: tf.Tensor[]) => tf.mul(dy, kept),
  };
});
