import * as tf from "@tensorflow/tfjs";
import { inScope } from "../../kernels/mod.ts";
import {
  classificationError,
  fitLinearClassifier,
  type LabelledCodes,
  nearestNeighbourError,
} from "../../baselines/mod.ts";
import { createRng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import { tensorProduct } from "../../evaluation/passes/tensor_product.ts";
import { errorRate } from "../../evaluation/statistics/mod.ts";
import { ladderOptions } from "../../ladder/mod.ts";
import { classify, type Plan } from "../../model/mod.ts";
import { encodeExamples } from "../../pretraining/mod.ts";
import type { ClassifierRecipe } from "../../recipes/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import type { SplitData } from "../../runs/split_data.ts";
import { toTensors } from "../../training/mod.ts";
import { headOnCodes } from "./head_on_codes.ts";
import { learnClassifier, type LearntClassifier } from "./learn_classifier.ts";
import { planClassifier } from "./plan_classifier.ts";

/** The rows that tell examples apart: the inputs themselves, or the codes of a run for them. */
export type Features = "inputs" | "codes";

/** The labels that a classifier is made of, and the examples that it is measured on. */
export interface LabelTask {
  readonly run: FinishedRun;
  readonly data: SplitData;
  /** Its `labels` and its `seed` are those that drew the few. */
  readonly recipe: ClassifierRecipe;
  /** The labelled examples. */
  readonly few: Examples;
  readonly classes: number;
  /** Examples as rows [N, D]. */
  rowsOf(features: Features, examples: Examples): Promise<LabelledCodes>;
  /** The codes of examples that an encoder which no label changes has made once, or makes now. */
  frozenCodesOf(examples: Examples, make: () => Examples): Examples;
}

/** A way to a classifier of some labels. */
export interface LabelWay {
  /** Its name in tables and charts. */
  readonly title: string;
  /** The features that it looks at; absent of networks, which begin with the inputs. */
  readonly of?: Features;
  /** True where the same labelled examples always make the same classifier. */
  readonly isCertain?: boolean;
  /** True of one that takes too long to be among those that are compared unless others are named. */
  readonly isOnRequest?: boolean;
  /** Throws a RangeError, one sentence, for a run that has no such classifier, before any is trained. */
  check?(task: LabelTask): void;
  /** The share of the test examples that are put into another class than their own; needs the backend. */
  error(task: LabelTask): Promise<number>;
}

/** The ways to a classifier of some labels, by their names; a line here is all that a new one needs. */
export const LABEL_WAYS = {
  /** Multinomial logistic regression on the inputs. */
  "inputs-logistic": { title: "logistic", of: "inputs", error: logistic },
  /** The nearest labelled example by its values, and by its code. */
  "inputs-1-nn": { title: "1-NN", of: "inputs", isCertain: true, error: nearest("inputs") },
  "codes-1-nn": { title: "1-NN", of: "codes", isCertain: true, error: nearest("codes") },
  /** The encoder of the run stays as it is, and the head alone learns. */
  frozen: { title: "frozen", ...network({ isFrozen: true }) },
  /** The encoder of the run and the head learn together. */
  "fine-tuned": { title: "fine-tuned", ...network({}) },
  /** The same network from a random start: what the unlabelled examples are worth. */
  random: { title: "random", ...network({ isFresh: true }) },
  /** The same network as a ladder network, with all examples besides. */
  ladder: { title: "ladder", isOnRequest: true, ...network({ isLadder: true }) },
} as const satisfies Readonly<Record<string, LabelWay>>;

/** The name of a way. */
export type LabelWayName = keyof typeof LABEL_WAYS;

/** The names of the ways, in their order. */
export const LABEL_WAY_NAMES = Object.keys(LABEL_WAYS) as LabelWayName[];

/** Those of them that are compared unless others are named. */
export const USUAL_WAYS = LABEL_WAY_NAMES.filter((name) => {
  const way: LabelWay = LABEL_WAYS[name];
  return !way.isOnRequest;
});

const BATCH = 500;

/** The steps that logistic regression takes at least; its batches are as large as those above. */
const STEPS = 600;

/** That of features whose root mean square is 1: C = 1, in the terms of others. */
const PENALTY = 1;

async function logistic({ data, recipe, few, classes, rowsOf }: LabelTask): Promise<number> {
  const steps = Math.ceil(few.count / BATCH);
  const classifier = fitLinearClassifier(await rowsOf("inputs", few), {
    classes,
    matMul: tensorProduct,
    rng: createRng(recipe.seed).fork("logistic"),
    penalty: PENALTY,
    epochs: Math.max(30, Math.ceil(STEPS / steps)),
  });
  const asked = await rowsOf("inputs", data.test);
  return classificationError(classifier, { ...asked, matMul: tensorProduct });
}

function nearest(features: Features): LabelWay["error"] {
  return async ({ data, few, rowsOf }) => {
    const asked = await rowsOf(features, data.test);
    return nearestNeighbourError(await rowsOf(features, few), { ...asked, matMul: tensorProduct });
  };
}

function network(
  { isFresh = false, isFrozen = false, isLadder = false }: {
    isFresh?: boolean;
    isFrozen?: boolean;
    isLadder?: boolean;
  },
): Required<Pick<LabelWay, "check" | "error">> {
  const planOf = ({ run, data, recipe }: LabelTask) => {
    const training = { ...recipe.training, ...(isFrozen && { frozen: ["encoder"] }) };
    const { ladder = ladderOptions.parse({}), ...rest } = recipe;
    const own = { ...rest, training, ...(isLadder && { ladder }) };
    return {
      own,
      planned: planClassifier(run.model.plan.spec, own, { data, name: run.directory }),
    };
  };
  const error: LabelWay["error"] = async (task) => {
    const { run, data: { test }, frozenCodesOf } = task, { own, planned } = planOf(task);
    const learnt = await learnClassifier(run, planned, { recipe: own, isFresh, show: () => {} });
    if (learnt.type === "interrupted") throw new Error("Cannot measure a classifier: interrupted");
    const { params } = learnt;
    const onCodes = isFrozen && !own.augment
      ? headOnCodes({ plan: planned.plan, train: test }, planned.training)
      : undefined;
    if (!onCodes) return errorOf(planned.plan, params, test);
    const codes = frozenCodesOf(test, () => encodeExamples(test, onCodes.encoder, params));
    return errorOf(onCodes.plan, onCodes.take(params), codes);
  };
  return { check: (task) => void planOf(task), error };
}

/** The share of examples that a classifier puts into another class than their own. */
function errorOf(plan: Plan, params: LearntClassifier["params"], test: Examples): number {
  const tensors = toTensors(params), size = sizeOf(plan.decoder.at(-1)!.outputShape);
  const values = new Float32Array(test.count * size);
  for (const batch of consecutiveBatches(test, BATCH)) {
    const found = inScope(() =>
      classify(plan, tf.tensor(batch.values, [...batch.shape]), { params: tensors }).dataSync()
    );
    values.set(found, batch.from * size);
  }
  tf.dispose(tensors);
  return errorRate({ probabilities: { shape: [test.count, size], values }, labels: test.labels! });
}
