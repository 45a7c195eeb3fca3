import { basename, join } from "@std/path";
import * as tf from "@tensorflow/tfjs";
import { inScope } from "../../kernels/mod.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import { largestDifference } from "../../evaluation/parity/largest_difference.ts";
import { classifierFigures, predict } from "../../evaluation/passes/classifier_figures.ts";
import {
  answersOf,
  type ClassPredictions,
  confidentMistakes,
} from "../../evaluation/statistics/mod.ts";
import { classifierToOnnx } from "../../export/mod.ts";
import type { LoadedClassifier } from "../../inference/mod.ts";
import { atomicWrite } from "../../io/files/atomic_write.ts";
import { classify, countParams, type Plan } from "../../model/mod.ts";
import type { ClassifierRecipe } from "../../recipes/mod.ts";
import {
  type ClassifierRecord,
  type Mistake,
  writeClassifierRecord,
} from "../../runs/classifier_record.ts";
import { type CheckpointOf, readCheckpoint, writeCheckpoint } from "../../runs/checkpoint.ts";
import { hasEvents, writeEvents } from "../../runs/events/events_file.ts";
import { openClassifier } from "../../runs/load_run_classifier.ts";
import { writeManifest } from "../../runs/manifest.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readHistory } from "../../runs/read_history.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import type { SplitData } from "../../runs/split_data.ts";
import { VERSION } from "../../runs/versions.ts";
import { weightsHash } from "../../runs/weights_file.ts";
import { toTensors } from "../../training/mod.ts";
import type { DriveOptions, InterruptedTraining, Traces } from "../training/drive_training.ts";
import { learnClassifier } from "./learn_classifier.ts";
import { planClassifier } from "./plan_classifier.ts";

/** The largest difference between a probability of the exported classifier and the trainer's. */
const TOLERANCE = 1e-3;

/** The examples by which the two are compared. */
const COMPARED = 200;

/** The most mistakes that are recorded. */
const MISTAKES = 24;

/** A classifier that was trained. */
export interface TrainedClassifier {
  readonly type: "trained";
  readonly record: ClassifierRecord;
}

/** The data of a run, and the choices of training a classifier on it. */
export interface TrainClassifierOptions extends DriveOptions {
  readonly data: SplitData;
  /** True to go on where an earlier training of the same classifier was interrupted. */
  readonly isResumed?: boolean;
  /** True to write its epochs for TensorBoard, too; a run that has done so goes on with it. */
  readonly logsEvents?: boolean;
}

/**
 * Trains a classifier on the encoder of a run, from its labelled training examples, measures it on the test
 * examples, and writes it into the run's folder: `onnx/classifier_model.onnx` and `classifier.json`. Until it
 * is trained there is a checkpoint alone; the run's own encoder stays as it is. Needs the backend, and the
 * folder locked.
 *
 * Throws as `planClassifier`, `learnClassifier` and `readCheckpoint` do, and as `largestDifference` where the
 * exported classifier does not do as the trainer does.
 */
export async function trainClassifier(
  run: FinishedRun,
  recipe: ClassifierRecipe,
  { data, isResumed = false, logsEvents = false, ...driving }: TrainClassifierOptions,
): Promise<TrainedClassifier | InterruptedTraining> {
  const { directory, config } = run;
  const planned = planClassifier(run.model.plan.spec, recipe, { data, name: directory });
  const { plan, names, train, validation, training } = planned;
  const weights = await weightsHash(directory), place = placeOf(run, { recipe, weights });
  const learnt = await learnClassifier(run, planned, {
    ...driving,
    recipe,
    traces: {
      from: isResumed ? await readCheckpoint(directory, place) : undefined,
      keepCheckpoint: (checkpoint) => writeCheckpoint(directory, checkpoint, place),
      ...(logsEvents || await hasEvents(directory) ? await eventTrace(directory) : {}),
    },
  });
  if (learnt.type === "interrupted") return learnt;
  const { params, history, bestEpoch, seconds } = learnt;
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
    recipe: { ...recipe, training },
    weights,
    train: train.count,
    validation: validation?.count ?? 0,
    history: [...history],
    bestEpoch,
    parameters: countParams(plan),
    seconds,
    test: await measureTest(classifier, data.test),
    parity: await parityOf(classifier, { plan, params, examples: data.test }),
  };
  await atomicWrite(join(directory, RUN_FILES.classifier), onnx);
  await writeClassifierRecord(directory, record);
  await writeManifest(directory);
  return { type: "trained", record };
}

/** The trace of a classifier's epochs in the event file of its run, behind those of the autoencoder. */
async function eventTrace(directory: string): Promise<Pick<Traces, "keepEpochs">> {
  const epochs = await readHistory(directory);
  return {
    async keepEpochs(classifier) {
      await writeEvents(directory, epochs, { now: Date.now() / 1000, classifier });
    },
  };
}

/** The checkpoint of the training of a classifier from the weights of a run. */
function placeOf(
  { directory, config: { data, kernels } }: FinishedRun,
  { recipe, weights }: { recipe: ClassifierRecipe; weights: string },
): CheckpointOf {
  return {
    file: RUN_FILES.classifierCheckpoint,
    identity: { recipe, data, kernels, weights },
    changed: "its classifier was begun with other options, or from other weights; " +
      `"classifier ${directory}" without --resume trains one anew`,
  };
}

async function measureTest(
  classifier: LoadedClassifier,
  test: Examples,
): Promise<ClassifierRecord["test"]> {
  const predictions = await predict(classifier, test);
  return { ...classifierFigures(predictions), mistakes: mistakesOf(predictions, test.ids!) };
}

/** The most confident mistakes, the most confident first. */
function mistakesOf(predictions: ClassPredictions, ids: readonly string[]): Mistake[] {
  const { classes, confidences } = answersOf(predictions);
  return confidentMistakes(predictions, MISTAKES).map((example) => ({
    example,
    id: ids[example],
    label: predictions.labels[example],
    put: classes[example],
    probability: confidences[example],
  }));
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
  const expected = inScope(() =>
    classify(plan, tf.tensor(batch.values, [...batch.shape]), { params: tensors }).dataSync()
  );
  tf.dispose(tensors);
  return largestDifference("classifier", {
    here: { shape: found.shape, values: expected as Float32Array<ArrayBuffer> },
    there: found,
  }, {
    maySwap: plan.encoder.some(({ traits }) => traits.keepsLargest),
    tolerance: TOLERANCE,
  });
}
