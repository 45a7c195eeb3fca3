/** The parts of a data set, each with the name of the array of an .npz file that is read as it. */
export interface NpzRoles {
  readonly train: string;
  readonly trainLabels?: string | undefined;
  readonly test?: string | undefined;
  readonly testLabels?: string | undefined;
}

/** An array of an .npz file, as far as a role asks: its shape, and whether it can be labels. */
export interface NpzCandidate {
  readonly shape: readonly number[];
  /** True where it holds a whole number or a text for each of its rows. */
  readonly isLabels: () => boolean;
}

/** The usual words for examples and for labels, and for their splits, the commonest first. */
const examples = ["x", "images", "data", "features", "inputs", "image", "imgs"];
const labels = ["y", "labels", "target", "targets", "label"];
const splits = {
  train: ["train", "training"],
  test: ["test", "testing"],
  validation: ["val", "valid", "validation", "dev"],
};

/**
 * The roles of arrays by their usual names: x_train, X_train, train_images, images_train …, or x and y,
 * data and target, or a single array of any name; undefined where they tell none.
 */
export function rolesByName(names: readonly string[]): NpzRoles | undefined {
  const find = (...spellings: string[]) => {
    for (const spelling of spellings) {
      const found = names.find((name) => spell(name) === spelling);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const train = find(...pairs(examples, splits.train), ...splits.train, ...examples) ??
    (names.length === 1 ? names[0] : undefined);
  if (train === undefined) return undefined;
  const test = find(...pairs(examples, splits.test), ...splits.test);
  return {
    train,
    trainLabels: find(...pairs(labels, splits.train), ...labels),
    test: test === train ? undefined : test,
    testLabels: test === train ? undefined : find(...pairs(labels, splits.test)),
  };
}

/** True for the usual names of validation examples and of their labels. */
export function isValidation(name: string): boolean {
  return [...pairs([...examples, ...labels], splits.validation), ...splits.validation]
    .includes(spell(name));
}

/** True for the usual names of labels. */
export function isLabelName(name: string): boolean {
  return [...pairs(labels, [...splits.train, ...splits.test, ...splits.validation]), ...labels]
    .includes(spell(name));
}

/**
 * The roles of arrays that np.savez named by their places, arr_0, arr_1 …, where their shapes tell
 * them: examples and labels; or both for training and then for test; or the examples of both and then
 * the labels, as train_test_split gives them.
 */
export function rolesByPlace(
  arrays: ReadonlyMap<string, NpzCandidate>,
): NpzRoles | undefined {
  const at = (place: number) => arrays.get(`arr_${place}`);
  const label = (labels: number, examples: number): boolean => {
    const array = at(labels);
    return array !== undefined && array.shape[0] === at(examples)?.shape[0] && array.isLabels();
  };
  const areExamples = (...places: number[]): boolean =>
    places.every((place) => {
      const { shape } = at(place) ?? { shape: [] };
      return shape.length >= 2 && String(shape.slice(1)) === String(at(0)?.shape.slice(1));
    });
  if (arrays.size === 2 && areExamples(0) && label(1, 0)) {
    return { train: "arr_0", trainLabels: "arr_1" };
  }
  if (arrays.size !== 4) return undefined;
  if (areExamples(0, 2) && label(1, 0) && label(3, 2)) {
    return { train: "arr_0", trainLabels: "arr_1", test: "arr_2", testLabels: "arr_3" };
  }
  if (areExamples(0, 1) && label(2, 0) && label(3, 1)) {
    return { train: "arr_0", test: "arr_1", trainLabels: "arr_2", testLabels: "arr_3" };
  }
  return undefined;
}

/** Both orders of two words, as one word: xtrain, trainx … */
function pairs(kinds: readonly string[], parts: readonly string[]): string[] {
  return kinds.flatMap((kind) => parts.flatMap((part) => [kind + part, part + kind]));
}

/** A name without case, folders and what joins its words: xtrain for X_train. */
function spell(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1).toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
