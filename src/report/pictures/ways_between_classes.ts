import { attributeVector } from "../../generation/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { SplitData } from "../../runs/split_data.ts";
import { attributeRows } from "./attribute_rows.ts";
import { className } from "../../data/mod.ts";
import { classesOf } from "./classes.ts";
import type { CodedExamples } from "./encode_examples.ts";
import { type ImageRows, stackRows } from "./image_rows.ts";
import { interpolationRows } from "./interpolation_rows.ts";
import { pairsOfClasses } from "./pairs_of_classes.ts";

/** Ways from one class to another, a row for each pair of classes. */
export interface ClassWays {
  /** The pairs: "3 → 8". */
  readonly names: readonly string[];
  /** Rows from a test example to another by codes between theirs. */
  readonly interpolations: ImageRows;
  /** Rows of a test example with growing shares of the difference of the mean codes of the classes. */
  readonly differences: ImageRows;
}

/** The largest number of pairs of classes, and the steps from one class to the other. */
const PAIRS = 5, STEPS = 9;

/**
 * Goes from class to class through codes: the means are those of training examples, the rows start at
 * test examples. Undefined for data without two classes.
 */
export async function waysBetweenClasses(
  { codes, labels: seen }: CodedExamples,
  { autoencoder, data: { test, classes } }: { autoencoder: LoadedAutoencoder; data: SplitData },
): Promise<ClassWays | undefined> {
  const { labels } = test;
  const known = classesOf(test).filter((label) => seen?.includes(label));
  if (!labels || !seen || known.length < 2) return undefined;
  const pairs = pairsOfClasses(test, { rows: Math.min(PAIRS, known.length), labels: known });
  const changed: ImageRows[] = [];
  for (const [i, j] of pairs) {
    const vector = attributeVector(codes, seen, { from: labels[i], to: labels[j] });
    changed.push(await attributeRows(autoencoder, test, { indices: [i], vector }));
  }
  return {
    names: pairs.map((pair) => pair.map((i) => className(classes, labels[i])).join(" → ")),
    interpolations: await interpolationRows(autoencoder, test, { pairs, steps: STEPS }),
    differences: stackRows(changed),
  };
}
