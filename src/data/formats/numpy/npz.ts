import { oneLine } from "../../../core/one_line.ts";
import type { DataSet, Examples } from "../../examples/data_set.ts";
import { withLabels } from "../../examples/with_labels.ts";
import type { ArrayOptions } from "../reading_options.ts";
import { decodeNpy } from "../../../core/npy/npy.ts";
import { npyExamples } from "./npy_examples.ts";
import { readNpyHeader } from "../../../core/npy/npy_header.ts";
import { readNpyLabels } from "./npy_labels.ts";
import { readNpzLabels } from "./npz_labels.ts";
import {
  isLabelName,
  isValidation,
  type NpzCandidate,
  type NpzRoles,
  rolesByName,
  rolesByPlace,
} from "./npz_roles.ts";
import { unzipArrays } from "./unzip_arrays.ts";

/**
 * The most bytes that an .npz file may decompress to in all, unless the caller allows more: 2 GiB.
 */
const LARGEST_OUTPUT = 2 ** 31;
/** The most arrays that a sentence lists. */
const MOST_LISTED = 12;

/** The examples of an .npz file, and what errors call them. */
export interface NpzDataSet extends Omit<DataSet, "name"> {
  readonly names: { readonly train: string; readonly test?: string };
}

/**
 * Reads an .npz file of NumPy arrays as training and test examples; `name` is how errors call it.
 *
 * Arrays are called x_train, y_train, x_test, y_test (as in Keras), or train_images, train_labels, …
 * (as in MedMNIST), in either order and case; or train, test; or x, y; or data, target (as in
 * scikit-learn); or they are arr_0, arr_1 … and told by their shapes; a single array of any name is
 * the training examples. Labels are whole numbers, texts, or rows with a single 1. What is passed over
 * is said in the remarks. Throws a SyntaxError for a damaged file or one without such an array, and a
 * RangeError, before it allocates, when the arrays would take more than `limit` bytes (2 GiB unless
 * given).
 */
export function readNpz(
  bytes: Uint8Array,
  name: string,
  { limit = LARGEST_OUTPUT, layout }: ArrayOptions & { limit?: number } = {},
): NpzDataSet {
  const files = unzipArrays(bytes, name, limit);
  const file = (array: string): [Uint8Array, string] => [
    files.get(array) ?? new Uint8Array(),
    `${name}/${oneLine(array, { longest: 60 })}.npy`,
  ];
  const byName = rolesByName([...files.keys()]);
  const roles = byName ?? rolesByPlace(candidates(files, file));
  if (roles === undefined) {
    throw new SyntaxError(
      `Cannot read ${name} as NPZ: none of its arrays is called x_train, train_images, x, data or ` +
        `the like, it holds ${list([...files.keys()], file)}; save the examples as x_train`,
    );
  }
  const called = [roles.train, ...(roles.test === undefined ? [] : [roles.test])];
  const { examples, remarks } = npyExamples(
    called.map((array) => ({ array: decodeNpy(...file(array)), name: file(array)[1] })),
    { layout },
  );
  if (byName === undefined) remarks.unshift(placesRemark(name, roles));
  const { parts: [trainLabels, testLabels], classes, remarks: ofLabels } = readNpzLabels(
    [roles.trainLabels, roles.testLabels].map((array) =>
      array === undefined ? undefined : file(array)
    ),
  );
  const labelled = (examples: Examples, labels: typeof trainLabels) =>
    labels === undefined ? examples : withLabels(examples, labels.labels, { name: labels.name });
  remarks.push(...ofLabels, ...passedOver([...files.keys()], { name, roles, file }));
  const [train, test] = examples;
  return {
    train: labelled(train, trainLabels),
    ...(test && { test: labelled(test, testLabels) }),
    ...(classes && { classes }),
    ...(remarks.length > 0 && { remarks }),
    names: {
      train: file(roles.train)[1],
      ...(roles.test !== undefined && { test: file(roles.test)[1] }),
    },
  };
}

/** The bytes of an array, and what errors call it. */
type FileOf = (array: string) => [bytes: Uint8Array, called: string];

function candidates(
  files: ReadonlyMap<string, Uint8Array>,
  file: FileOf,
): Map<string, NpzCandidate> {
  return new Map([...files.keys()].map((array) => [array, {
    shape: readNpyHeader(...file(array)).shape,
    isLabels() {
      try {
        return readNpyLabels(...file(array)).labels.length > 0;
      } catch {
        return false;
      }
    },
  }]));
}

function placesRemark(name: string, roles: NpzRoles): string {
  const { train, trainLabels, test, testLabels } = roles;
  return test === undefined
    ? `${name}: ${train} is read as the examples, ${trainLabels} as their labels`
    : `${name}: ${train} is read as the training examples, ${trainLabels} as their labels, ` +
      `${test} as the test examples, ${testLabels} as theirs`;
}

/** Sentences on the arrays that have no role. */
function passedOver(
  arrays: readonly string[],
  { name, roles, file }: { name: string; roles: NpzRoles; file: FileOf },
): string[] {
  const used: readonly unknown[] = Object.values(roles);
  const unused = arrays.filter((array) => !used.includes(array));
  const validation = unused.filter(isValidation);
  const count = validation.filter((array) => !isLabelName(array))
    .reduce((sum, array) => sum + (header(array, file)?.shape[0] ?? 0), 0);
  const others = unused.filter((array) => !validation.includes(array));
  const plural = others.length === 1 ? "the array" : "the arrays";
  const verb = others.length === 1 ? "is" : "are";
  return [
    ...(validation.length === 0 ? [] : [
      `${name}: the ${count} validation examples ${list(validation, file)} are passed over, as ` +
      "validation examples are held out of the training examples",
    ]),
    ...(others.length === 0 ? [] : [`${name}: ${plural} ${list(others, file)} ${verb} left out`]),
  ];
}

/** The names of arrays with their shapes. */
function list(arrays: readonly string[], file: FileOf): string {
  const listed = arrays.slice(0, MOST_LISTED).map((array) => {
    const shape = header(array, file)?.shape;
    return oneLine(array, { longest: 60 }) + (shape ? ` [${shape.join(", ")}]` : "");
  });
  if (arrays.length === 0) return "no arrays";
  const more = arrays.length - listed.length;
  return listed.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** The header of an array, or undefined for one that is damaged: it is only to be named. */
function header(array: string, file: FileOf) {
  try {
    return readNpyHeader(...file(array));
  } catch {
    return undefined;
  }
}
