import { join } from "@std/path";
import { z } from "zod";
import { noBetter } from "../core/sentences.ts";
import { parseRecord } from "../core/parse_record.ts";
import { atomicWriteJson } from "../io/files/atomic_write.ts";
import { removeIfThere } from "../io/files/remove_if_there.ts";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { classifierRecipe } from "../recipes/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { epochMetricsSchema } from "../training/mod.ts";
import { RUN_FILES } from "./run_folder.ts";
import { weightsHash } from "./weights_file.ts";

const count = z.int().min(0);

/** A test example that is put into another class than its own. */
const mistake = z.strictObject({
  /** Its row among the test examples, from 0. */
  example: count,
  /** Its name, or its number in the data, from 1. */
  id: z.string(),
  /** Its class, and the one that it is put into. */
  label: count,
  put: count,
  /** The probability of the latter. */
  probability: z.number(),
});

/** The schema of classifier.json: how the classifier of a run was trained, and what it was measured to do. */
const classifierRecord = z.strictObject({
  /** The names of the classes, in the order of the probabilities. */
  classes: z.array(z.string()).readonly(),
  recipe: classifierRecipe,
  /** A SHA-256 of the file of weights whose encoder it started from. */
  weights: z.string(),
  /** Numbers of labelled examples: those that it learnt from, and those that chose the epoch. */
  train: count,
  validation: count,
  /** The epochs of its training, those of the head alone first. */
  history: z.array(epochMetricsSchema).readonly(),
  bestEpoch: count,
  parameters: count,
  /** The seconds of training. */
  seconds: z.number(),
  /** The figures on the run's test examples. */
  test: z.strictObject({
    examples: count,
    accuracy: z.number(),
    /** The expected calibration error (Guo et al., 2017), in 15 bins. */
    calibrationError: z.number(),
    /** The number of examples of each class (rows) that are put into each (columns). */
    confusion: z.array(z.array(count)).readonly(),
    /** The examples in bins of like confidence, the least confident first. */
    reliability: z.array(
      z.strictObject({ examples: count, confidence: z.number(), accuracy: z.number() }),
    ).readonly(),
    /** The examples of which it is most sure, and wrong; absent where an older version wrote the record. */
    mistakes: z.array(mistake).readonly().optional(),
  }),
  /** The largest difference of a probability from the trainer's. */
  parity: z.number(),
});

/** The record of the classifier of a run: its training, and what it was measured to do. */
export type ClassifierRecord = z.infer<typeof classifierRecord>;

/** A test example that the classifier of a run is most sure of, and wrong. */
export type Mistake = z.infer<typeof mistake>;

/** Writes the record of a classifier into the folder of its run. */
export async function writeClassifierRecord(
  directory: string,
  record: ClassifierRecord,
): Promise<void> {
  await atomicWriteJson(join(directory, RUN_FILES.classifierRecord), record);
}

/** Reads the record of a run's classifier; undefined where it has none. Throws a TypeError for a damaged one. */
export async function readClassifierRecord(
  directory: string,
): Promise<ClassifierRecord | undefined> {
  const path = join(directory, RUN_FILES.classifierRecord);
  const text = await readTextIfThere(path);
  return text === undefined ? undefined : parseWith(classifierRecord, parseRecord(text), path);
}

/**
 * Removes the classifier of a run, and what is left of its training, unless its record says that it is of
 * the weights in the folder: a checkpoint alone does not say of which it is.
 */
export async function removeStaleClassifier(directory: string): Promise<void> {
  const record = await readClassifierRecord(directory);
  if (record?.weights === await weightsHash(directory)) return;
  const { classifier, classifierRecord, classifierCheckpoint } = RUN_FILES;
  for (const path of [classifierRecord, classifier, classifierCheckpoint]) {
    await removeIfThere(join(directory, path));
  }
}

/**
 * Sentences on how often the classifier of a run is right, and on what it learnt from. One that is right no
 * more often than the most frequent class is there is said to be no better.
 */
export function classifierSentence(
  { test, train, validation, bestEpoch, recipe, classes }: ClassifierRecord,
): string {
  const counts = test.confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  const better = noBetter(test.accuracy, { counts, names: classes });
  const others = `${validation} ${validation === 1 ? "other" : "others"}`;
  const isFrozen = recipe.training.frozen?.includes("encoder") ?? false;
  const seen = recipe.ladder ? "; it is a ladder network, which saw the others without labels" : "";
  return `Of ${test.examples} test examples ${
    (100 * test.accuracy).toFixed(2)
  } % are put into their class${better}. It learnt from ${train} labelled examples${
    validation > 0 ? `, and ${others} chose epoch ${bestEpoch}` : ""
  }${isFrozen ? "; the encoder stayed as it was" : ""}${seen}.`;
}

/** The rows of a table of a confusion matrix: the class, its examples put into each, and the share that is right. */
export function confusionRows(
  { classes, confusion }:
    & Pick<ClassifierRecord, "classes">
    & Pick<ClassifierRecord["test"], "confusion">,
): string[][] {
  return confusion.map((row, label) => {
    const all = row.reduce((sum, count) => sum + count, 0);
    const right = all === 0 ? "–" : `${(100 * row[label] / all).toFixed(2)} %`;
    return [classes[label], ...row.map(String), right];
  });
}
