import * as tf from "@tensorflow/tfjs";
import type { Pca } from "../../baselines/mod.ts";
import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { createRng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { type Examples, takeExamples, wholeBatch } from "../../data/mod.ts";
import { pcaOfSameSize } from "../../evaluation/pca_of_same_size.ts";
import { bitThreshold, METRICS, usualMetric } from "../../retrieval/mod.ts";
import { loadRun } from "../../runs/load_run.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { type RankingFigures, rankingFigures } from "./ranking_figures.ts";

/** The choices of measuring how well examples find others of their class. */
export interface RetrievalOptions {
  /** The most test examples that ask, drawn at random. */
  readonly queries: number;
  /** The distance of real codes: the Euclidean one of up to three values, the cosine of more, unless given. */
  readonly metric?: "euclidean" | "cosine" | undefined;
}

/** One way to compare examples, and what is found by it. */
export interface RetrievalWay extends RankingFigures {
  /** The words for it: `codes of 10 values, cosine`. */
  readonly name: string;
}

/** The success of test examples in finding the training examples of their class. */
export interface Retrieval {
  /** The numbers of test examples that ask, and of training examples that are looked at. */
  readonly queries: number;
  readonly items: number;
  readonly ways: readonly RetrievalWay[];
  /** Sentences on what was left out or chosen. */
  readonly remarks: readonly string[];
}

/** The fewest values of a code that are worth making bits of. */
const FEWEST_BITS = 8;

/**
 * Lets test examples of a run look for training examples of their class: by the codes of its encoder, by
 * bits of these, by PCA of as many values, and by the inputs themselves. Every training example is ranked.
 *
 * Throws as `readRunData` does, and a RangeError, one sentence, for data without labels and for a model that
 * is told the class of each example.
 */
export async function measureRetrieval(
  run: FinishedRun,
  { queries: most, metric }: RetrievalOptions,
): Promise<Retrieval> {
  const { directory, config, model: { plan } } = run;
  if (plan.classes !== undefined) {
    throw new RangeError(
      `Cannot measure what ${directory} finds: its encoder is told the class of each example`,
    );
  }
  const data = await readRunData(run);
  const { labels } = data.test, { labels: known } = data.train;
  if (!labels || !known) {
    throw new RangeError(
      `Cannot measure what ${directory} finds: ${config.data.name} has no labels to judge by`,
    );
  }
  const asked = chooseQueries(data.test, most, config.recipe.seed);
  const test = asked.examples, { train } = data;
  await startRunBackend(config);
  await using autoencoder = await loadRun(directory);
  const encode = async (examples: Examples) => flat(await autoencoder.encode(wholeBatch(examples)));
  const codes = { items: await encode(train), queries: await encode(test) };
  const [, size] = codes.items.shape;
  const own = metric ?? usualMetric(size);
  const judged = { labels: Int32Array.from(known), asked: Int32Array.from(test.labels!) };
  const ways: RetrievalWay[] = [];
  const add = (name: string, sides: typeof codes, by: "euclidean" | "cosine" | "hamming") =>
    ways.push({ name: `${name}, ${by}`, ...rankingFigures(sides, { ...judged, metric: by }) });
  add(`codes of ${size} values`, codes, own);
  const bits = bitThreshold(codes.items.values);
  if (size >= FEWEST_BITS) {
    const signs = (array: NdArray) =>
      ndArray(array.shape, array.values.map((value) => value > bits ? 1 : -1));
    add(`bits of codes, ${size}`, {
      items: signs(codes.items),
      queries: signs(codes.queries),
    }, "hamming");
  }
  const pca = await pcaOfSameSize(train, plan);
  if (pca) {
    const sides = { items: projected(pca, train), queries: projected(pca, test) };
    add(`PCA of ${pca.components.shape[0]} values`, sides, own);
  }
  const inputs = { items: flat(wholeBatch(train)), queries: flat(wholeBatch(test)) };
  for (const by of METRICS) if (by !== "inner-product") add("inputs", inputs, by);
  return {
    queries: test.count,
    items: train.count,
    ways,
    remarks: [
      ...data.remarks,
      ...asked.remarks,
      ...(size >= FEWEST_BITS ? [`A bit of a code is whether its value is above ${bits}.`] : []),
    ],
  };
}

/** The test examples that ask: some of them, drawn at random, without those that are all zeros. */
function chooseQueries(
  test: Examples,
  most: number,
  seed: number,
): { examples: Examples; remarks: string[] } {
  const size = sizeOf(test.shape);
  const order = createRng(seed).fork("queries").permutation(test.count);
  const isEmpty = (i: number) =>
    test.values.subarray(i * size, (i + 1) * size).every((value) => value === 0);
  const chosen = [...order.subarray(0, most)].sort((a, b) => a - b);
  const some = chosen.filter((i) => !isEmpty(i)), gone = chosen.length - some.length;
  if (some.length === 0) throw new RangeError("Cannot measure what zeros alone find");
  return {
    examples: takeExamples(test, some),
    remarks: gone === 0 ? [] : [
      `${gone} test ${gone === 1 ? "example that is" : "examples that are"} all zeros ask nothing.`,
    ],
  };
}

/** The coordinates [N, C] of examples along the components of PCA, on the backend. */
function projected({ mean, components }: Pca, examples: Examples): NdArray {
  const [count, size] = components.shape, { values } = flat(wholeBatch(examples));
  const product = tf.tidy(() => {
    const rest = tf.sub(tf.tensor2d(values, [examples.count, size]), tf.tensor1d(mean.values));
    const directions = tf.tensor2d(components.values, [count, size]);
    return tf.matMul(rest as tf.Tensor2D, directions, false, true);
  });
  const codes = ndArray([examples.count, count], Float32Array.from(product.dataSync()));
  product.dispose();
  return codes;
}

/** Rows [N, D]. */
function flat({ shape: [count], values }: NdArray): NdArray {
  return { shape: [count, values.length / count], values };
}
