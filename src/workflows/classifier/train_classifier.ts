import { basename, join } from "@std/path";
import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../core/nd_array.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import {
  accuracy,
  confusionMatrix,
  expectedCalibrationError,
  reliability,
} from "../../evaluation/statistics/mod.ts";
import { classifierToOnnx } from "../../export/mod.ts";
import type { LoadedClassifier } from "../../inference/mod.ts";
import { atomicWrite } from "../../io/files/atomic_write.ts";
import { classify, countParams, type Plan } from "../../model/mod.ts";
import type { ClassifierRecipe } from "../../recipes/mod.ts";
import { type ClassifierRecord, writeClassifierRecord } from "../../runs/classifier_record.ts";
import { openClassifier } from "../../runs/load_run_classifier.ts";
import { writeManifest } from "../../runs/manifest.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { lockRun, RUN_FILES } from "../../runs/run_folder.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { VERSION } from "../../runs/versions.ts";
import { toTensors, type TrainingEvent } from "../../training/mod.ts";
import { learnClassifier } from "./learn_classifier.ts";

/** The largest difference between a probability of the exported classifier and the trainer's. */
const TOLERANCE = 1e-3;

/** The examples by which the two are compared, and those that run at once. */
const COMPARED = 200, BATCH = 500;

/** A trained classifier, and sentences on its data. */
export interface TrainedClassifier {
  readonly record: ClassifierRecord;
  readonly remarks: readonly string[];
}

/**
 * Trains a classifier on the encoder of a run, from its labelled training examples, measures it on the test
 * examples, and writes it into the run's folder: `onnx/classifier_model.onnx` and `classifier.json`. Nothing
 * is written before it is trained; the run's own encoder stays as it is.
 *
 * Throws as `readRunData` and `learnClassifier` do, and an Error, one sentence, where the exported
 * classifier does not do as the trainer does.
 */
export async function trainClassifier(
  run: FinishedRun,
  recipe: ClassifierRecipe,
  { show }: { show: (event: TrainingEvent) => void },
): Promise<TrainedClassifier> {
  const { directory, config } = run;
  using _ = lockRun(directory);
  const data = await readRunData(run);
  await startRunBackend(config);
  const learnt = await learnClassifier(run, recipe, { data, show });
  const { plan, params, names } = learnt;
  const onnx = classifierToOnnx(plan, params, {
    name: config.recipe.name,
    description: config.recipe.description,
    version: VERSION,
    classes: names,
    metadata: { data: basename(config.data.name), seed: String(recipe.seed) },
  });
  await using classifier = await openClassifier({ onnx, classes: names });
  const record = {
    classes: names,
    recipe: { ...recipe, training: learnt.training },
    train: learnt.train,
    validation: learnt.validation,
    bestEpoch: learnt.bestEpoch,
    parameters: countParams(plan),
    seconds: learnt.seconds,
    test: await measure(classifier, data.test),
    parity: await parityOf(classifier, { plan, params, examples: data.test }),
  };
  await atomicWrite(join(directory, RUN_FILES.classifier), onnx);
  await writeClassifierRecord(directory, record);
  await writeManifest(directory);
  return { record, remarks: data.remarks };
}

async function measure(
  classifier: LoadedClassifier,
  test: Examples,
): Promise<ClassifierRecord["test"]> {
  const size = classifier.classes.length, labels = test.labels!;
  const values = new Float32Array(test.count * size);
  for (const batch of consecutiveBatches(test, BATCH)) {
    values.set((await classifier.classify(batch)).values, batch.from * size);
  }
  const predictions = { probabilities: { shape: [test.count, size], values }, labels };
  return {
    examples: test.count,
    accuracy: accuracy(predictions),
    calibrationError: expectedCalibrationError(predictions),
    confusion: confusionMatrix(predictions),
    reliability: reliability(predictions),
  };
}

/** The largest difference of a probability of the first examples from the trainer's. */
async function parityOf(
  classifier: LoadedClassifier,
  { plan, params, examples }: {
    plan: Plan;
    params: Readonly<Record<string, NdArray>>;
    examples: Examples;
  },
): Promise<number> {
  const [batch] = consecutiveBatches(examples, COMPARED);
  const found = await classifier.classify(batch), tensors = toTensors(params);
  const expected = tf.tidy(() =>
    classify(plan, tf.tensor(batch.values, [...batch.shape]), { params: tensors }).dataSync()
  );
  tf.dispose(tensors);
  const difference = found.values.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - expected[i])),
    0,
  );
  if (difference <= TOLERANCE) return difference;
  throw new Error(
    `Cannot trust the exported classifier: a probability differs by ${
      difference.toPrecision(2)
    } from the trainer's`,
  );
}
