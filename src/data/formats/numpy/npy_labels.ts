import { formatShape } from "../../../core/shape.ts";
import { decodeNpy, decodeNpyText, type NpyArray } from "../../../core/npy/npy.ts";
import { readNpyHeader } from "../../../core/npy/npy_header.ts";

/** The labels of an array: numbers, or names to be indexed; with a sentence on what was made of it. */
export interface NpyLabels {
  readonly labels: Int32Array<ArrayBuffer> | readonly string[];
  readonly remark?: string;
}

/**
 * Reads an .npy file [N] or [N, 1] as labels, whole numbers or texts, or one [N, K] whose rows hold a
 * single 1 each; `name` is how errors call it.
 *
 * Throws a RangeError for another shape or a value that is not a whole number, and as `decodeNpy`.
 */
export function readNpyLabels(bytes: Uint8Array, name: string): NpyLabels {
  if (readNpyHeader(bytes, name).type === "O") {
    throw new SyntaxError(
      `Cannot read ${name} as NPY: it holds pickled Python objects, save it as whole numbers or ` +
        "with astype(str)",
    );
  }
  const text = decodeNpyText(bytes, name);
  if (text === undefined) return npyLabels(decodeNpy(bytes, name), name);
  if (!isColumn(text.shape)) refuseShape(text.shape, name);
  return { labels: text.texts };
}

/**
 * An array of numbers as labels.
 *
 * Throws a RangeError for another shape or a value that is not a whole number.
 */
export function npyLabels({ shape, values }: NpyArray, name: string): NpyLabels {
  if (!isColumn(shape)) {
    const labels = onlyOnes(shape, values) ?? refuseShape(shape, name);
    return {
      labels,
      remark: `${name} holds a row of ${shape[1]} values with a single 1 for each example: its ` +
        "place is read as the label",
    };
  }
  const labels = Int32Array.from(values);
  const bad = labels.findIndex((label, i) => label !== values[i]);
  if (bad >= 0) {
    throw new RangeError(
      `Cannot use ${name} as labels: label ${bad} is ${values[bad]}, expected whole numbers`,
    );
  }
  return { labels };
}

/** True for the shape of a label for each example. */
function isColumn(shape: readonly number[]): boolean {
  return shape.length === 1 || shape.length === 2 && shape[1] === 1;
}

/** The place of the 1 in each row; undefined where a row has none, several, or another value than 0. */
function onlyOnes(
  shape: readonly number[],
  values: NpyArray["values"],
): Int32Array<ArrayBuffer> | undefined {
  const [count, classes] = shape;
  if (shape.length !== 2 || classes < 2) return undefined;
  const labels = new Int32Array(count).fill(-1);
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0) continue;
    const row = Math.floor(i / classes);
    if (values[i] !== 1 || labels[row] >= 0) return undefined;
    labels[row] = i % classes;
  }
  return labels.includes(-1) ? undefined : labels;
}

function refuseShape(shape: readonly number[], name: string): never {
  throw new RangeError(
    `Cannot use ${name} of shape ${
      formatShape(shape)
    } as labels: expected [N], [N, 1], or [N, K] with a single 1 in each row`,
  );
}
