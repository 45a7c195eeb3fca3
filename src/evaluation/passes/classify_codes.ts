import {
  classificationError,
  fitLinearClassifier,
  type LabelledCodes,
} from "../../baselines/mod.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { createRng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { type Examples, wholeBatch } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { tensorProduct } from "./tensor_product.ts";

/** The share of test examples whose class a linear classifier gets wrong. */
export interface ClassificationErrors {
  /** From codes. */
  readonly codes: number;
  /** From the inputs themselves. */
  readonly inputs: number;
}

/**
 * Measures how much a linear classifier, trained on the labels of the training examples, can tell
 * from codes, and from inputs; needs the backend. Throws a RangeError for data without labels.
 */
export async function classifyCodes(
  autoencoder: LoadedAutoencoder,
  { train, test, name }: { train: Examples; test: Examples; name: string },
): Promise<ClassificationErrors> {
  if (!train.labels || !test.labels) {
    throw new RangeError(
      `Cannot classify the codes of ${name}: its examples have no labels, use data that has them`,
    );
  }
  const classes = train.labels.reduce((most, label) => Math.max(most, label)) + 1;
  const errorOf = (seen: LabelledCodes, asked: LabelledCodes) => {
    const options = { classes, matMul: tensorProduct, rng: createRng(0).fork("classifier") };
    return classificationError(fitLinearClassifier(seen, options), {
      ...asked,
      matMul: tensorProduct,
    });
  };
  const labelled = ({ labels }: Examples, codes: NdArray) => ({ codes, labels: labels! });
  const inputs: LabelledCodes[] = [], codes: LabelledCodes[] = [];
  for (const examples of [train, test]) {
    const batch = wholeBatch(examples);
    inputs.push(labelled(examples, asRows(batch)));
    codes.push(labelled(examples, asRows(await autoencoder.encode(batch, batch))));
  }
  return {
    codes: errorOf(codes[0], codes[1]),
    inputs: errorOf(inputs[0], inputs[1]),
  };
}

/** An array [N, …] as rows [N, D]. */
function asRows({ shape: [count, ...shape], values }: NdArray): NdArray {
  return { shape: [count, sizeOf(shape)], values };
}
