import { unzipSync } from "fflate";
import type { Examples } from "../examples/data_set.ts";
import { decodeNpy, type NpyArray } from "./npy.ts";
import { npyExamples, npyLabels } from "./npy_examples.ts";
import { withLabels } from "../examples/with_labels.ts";

/**
 * The most bytes that an .npz file may decompress to in all, unless the caller allows more: 2 GiB.
 */
const LARGEST_OUTPUT = 2 ** 31;
/** Deflate expands at most 1032-fold, so a larger claim is false. */
const LARGEST_EXPANSION = 1032;
const MOST_ARRAYS = 1000;

/** The names under which an array is looked for, the commonest first. */
const names = {
  train: ["x_train", "train_images", "train", "x"],
  trainLabels: ["y_train", "train_labels", "y"],
  test: ["x_test", "test_images", "test"],
  testLabels: ["y_test", "test_labels"],
} as const;

/**
 * Reads an .npz file of NumPy arrays as training and test examples; `name` is how errors call it.
 *
 * Arrays are called x_train, y_train, x_test, y_test (as in Keras), or train_images, train_labels, …
 * (as in MedMNIST), or train, test, or x, y; a single array of any name is the training examples.
 * Throws a SyntaxError for a damaged file or one without such an array, and a RangeError, before it
 * allocates, when the arrays would take more than `limit` bytes (2 GiB unless given).
 */
export function readNpz(
  bytes: Uint8Array,
  name: string,
  { limit = LARGEST_OUTPUT }: { limit?: number } = {},
): { train: Examples; test?: Examples } {
  const files = unzip(bytes, name, limit);
  const find = (wanted: readonly string[]) => wanted.find((array) => files.has(array));
  const only = files.size === 1 ? files.keys().next().value : undefined;
  const decode = (array: string): [NpyArray, string] => {
    const called = `${name}/${array}.npy`;
    return [decodeNpy(files.get(array) ?? new Uint8Array(), called), called];
  };
  const read = (array: string, labels: string | undefined): Examples => {
    const examples = npyExamples(...decode(array));
    return labels === undefined
      ? examples
      : withLabels(examples, npyLabels(...decode(labels)), { name: `${name}/${labels}.npy` });
  };
  const train = find(names.train) ?? only;
  if (train === undefined) {
    throw new SyntaxError(
      `Cannot read ${name} as NPZ: none of its arrays is called ${
        names.train.join(", ")
      }, and it does not hold exactly one`,
    );
  }
  const test = find(names.test);
  return {
    train: read(train, find(names.trainLabels)),
    ...(test !== undefined && { test: read(test, find(names.testLabels)) }),
  };
}

function unzip(bytes: Uint8Array, name: string, limit: number): Map<string, Uint8Array> {
  let size = 0;
  let count = 0;
  let excess = "";
  let entries: Record<string, Uint8Array> = {};
  try {
    entries = unzipSync(bytes, {
      filter({ size: packed, originalSize }) {
        size += originalSize;
        if (size > limit) excess = `its arrays take more than ${limit} bytes`;
        if (++count > MOST_ARRAYS) excess = `it holds more than ${MOST_ARRAYS} files`;
        if (excess !== "") throw new RangeError(excess);
        if (packed > bytes.length || originalSize > packed * LARGEST_EXPANSION) {
          throw new SyntaxError("a size in its directory cannot be true");
        }
        return true;
      },
    });
  } catch {
    // One sentence in place of the library's, which names neither the file nor the way out.
    if (excess !== "") throw new RangeError(`Cannot read ${name} as NPZ: ${excess}`);
    throw new SyntaxError(
      `Cannot read ${name} as NPZ: it is not a zip file, or it is damaged or cut short`,
    );
  }
  return new Map(
    Object.entries(entries).filter(([entry]) => entry.endsWith(".npy"))
      .map(([entry, content]) => [entry.slice(0, -".npy".length), content]),
  );
}
