import * as tf from "@tensorflow/tfjs";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import { errorRate } from "../../evaluation/statistics/mod.ts";
import { classify } from "../../model/mod.ts";
import type { ClassifierRecipe } from "../../recipes/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { toTensors } from "../../training/mod.ts";
import { learnClassifier, type LearntClassifier } from "./learn_classifier.ts";
import { planClassifier, type PlannedClassifier } from "./plan_classifier.ts";

/** The ways to a classifier of some labels, by their names. */
const STARTS = {
  /** The encoder of the run stays as it is, and the head alone learns. */
  frozen: { isFresh: false, isFrozen: true },
  /** The encoder of the run and the head learn together. */
  "fine-tuned": { isFresh: false, isFrozen: false },
  /** The same network from a random start: what the unlabelled examples are worth. */
  random: { isFresh: true, isFrozen: false },
} as const;

/** A way to a classifier. */
export type Start = keyof typeof STARTS;

/** The names of the ways, in their order. */
export const START_NAMES = Object.keys(STARTS) as Start[];

/** The test errors of classifiers of so many labels, a share for each seed. */
export interface LabelErrors {
  readonly labels: number;
  readonly errors: Readonly<Record<Start, readonly number[]>>;
}

/** The choices of comparing. */
export interface CompareLabelsOptions {
  readonly labels: readonly number[];
  /** The number of seeds, from that of the recipe on: of the labels that are drawn, and of the training. */
  readonly seeds: number;
  /** Called after each classifier. */
  onDone(done: { labels: number; start: Start; seed: number; error: number }): void;
}

/** A comparison, and sentences on its data. */
export interface LabelComparison {
  readonly examples: number;
  readonly rows: readonly LabelErrors[];
  readonly remarks: readonly string[];
}

const BATCH = 500;

/**
 * Trains classifiers from few labels and from many, on the encoder of a run and from a random start, and
 * measures each on the run's test examples; writes nothing. One seed draws the same labels for each start,
 * so that differences are paired.
 *
 * Throws as `learnClassifier` does.
 */
export async function compareLabels(
  run: FinishedRun,
  recipe: ClassifierRecipe,
  { labels, seeds, onDone }: CompareLabelsOptions,
): Promise<LabelComparison> {
  const data = await readRunData(run);
  await startRunBackend(run.config);
  const rows: LabelErrors[] = [];
  for (const count of labels) {
    const errors: Record<Start, number[]> = { frozen: [], "fine-tuned": [], random: [] };
    for (let seed = recipe.seed; seed < recipe.seed + seeds; seed++) {
      for (const start of START_NAMES) {
        const { isFresh, isFrozen } = STARTS[start];
        const training = { ...recipe.training, ...(isFrozen && { frozen: ["encoder"] }) };
        const own = { ...recipe, training, labels: count, seed };
        const planned = planClassifier(run.model.plan.spec, own, { data, name: run.directory });
        const learnt = await learnClassifier(run, planned, {
          recipe: own,
          isFresh,
          show: () => {},
        });
        if (learnt.type === "interrupted") throw new Error("Cannot compare labels: interrupted");
        const error = errorOf(planned, learnt.params, data.test);
        errors[start].push(error);
        onDone({ labels: count, start, seed, error });
      }
    }
    rows.push({ labels: count, errors });
  }
  return { examples: data.test.count, rows, remarks: data.remarks };
}

/** The share of examples that a classifier puts into another class than their own. */
function errorOf(
  { plan, names }: PlannedClassifier,
  params: LearntClassifier["params"],
  test: Examples,
): number {
  const tensors = toTensors(params), size = names.length;
  const values = new Float32Array(test.count * size);
  for (const batch of consecutiveBatches(test, BATCH)) {
    const found = tf.tidy(() =>
      classify(plan, tf.tensor(batch.values, [...batch.shape]), { params: tensors }).dataSync()
    );
    values.set(found, batch.from * size);
  }
  tf.dispose(tensors);
  return errorRate({ probabilities: { shape: [test.count, size], values }, labels: test.labels! });
}
