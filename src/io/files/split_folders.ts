import { countOf } from "./count_files.ts";
import type { FolderTree } from "./folder_tree.ts";

/** The parts into which a folder is split by the names of the folders in it. */
export interface Parts {
  readonly train: readonly FolderTree[];
  readonly test: readonly FolderTree[];
  /** Sentences on what is left out, and on what is taken for something else. */
  readonly remarks: readonly string[];
}

/** The words for the parts of a data set. The first word of which there is a folder makes the test. */
const WORDS = {
  train: ["train", "training"],
  test: ["test", "testing"],
  holdout: ["holdout"],
  eval: ["eval"],
  val: ["val", "valid", "validation"],
  dev: ["dev"],
} as const;

type Word = keyof typeof WORDS;

const SPLIT = new RegExp(
  `^(?:.*[-_. ])?(${
    Object.values(WORDS).flat().join("|")
  })(?:[-_. ]?(?:set|data|images?|imgs|pictures|texts?|files|split|\\d+))*$`,
  "i",
);

/** The part that a folder's name stands for: `Training`, `my-data-test`, `val_images`, or undefined. */
export function splitWordOf(name: string): Word | undefined {
  const word = SPLIT.exec(name)?.[1].toLowerCase();
  if (word === undefined) return undefined;
  return (Object.keys(WORDS) as Word[]).find((key) => WORDS[key].some((each) => each === word));
}

/** True where names of folders stand for parts to train on and for others beside them. */
export function areSplits(names: readonly string[]): boolean {
  const words = names.map(splitWordOf);
  return words.includes("train") && words.some((word) => word !== undefined && word !== "train");
}

/**
 * The parts of a folder, or undefined where the folders in it are no parts: all must be called so, or
 * some as what is trained on and some as another part.
 *
 * Where there is no test folder, that of the next word (holdout, eval, val, dev) takes its place; what
 * is not taken is counted. `one` is how a remark calls a file. Throws a TypeError where there are
 * parts, but none to train on.
 */
export function splitFolders(
  { folders }: FolderTree,
  { directory, one }: { directory: string; one: string },
): Parts | undefined {
  const held = folders.filter(({ count }) => count > 0);
  const named = held.filter(({ name }) => splitWordOf(name) !== undefined);
  if (named.length === 0) return undefined;
  const of = (word: Word) => named.filter(({ name }) => splitWordOf(name) === word);
  const train = of("train");
  if (named.length < held.length && !areSplits(named.map(({ name }) => name))) return undefined;
  if (train.length === 0) {
    throw new TypeError(
      `Cannot train on ${directory}: of its folders only ${listed(named.map(({ name }) => name))} ${
        named.length === 1 ? "holds" : "hold"
      } ${one}s, name that with the training ${one}s "train"`,
    );
  }
  const remarks: string[] = [];
  const testWord = (Object.keys(WORDS) as Word[]).find((word) =>
    word !== "train" && of(word).length > 0
  );
  const test = testWord ? of(testWord) : [];
  for (const [part, chosen] of [["training", train], ["test", test]] as const) {
    if (chosen.length < 2) continue;
    remarks.push(`Its folders ${listed(chosen.map(({ name }) => name))} are one ${part} part`);
  }
  if (testWord !== undefined && testWord !== "test") {
    const [{ name, count }] = test;
    remarks.push(
      `Its ${name} folder of ${
        countOf(count, one)
      } is the test part, since there is no test folder`,
    );
  }
  for (const folder of held.filter((each) => !train.includes(each) && !test.includes(each))) {
    const word = splitWordOf(folder.name);
    remarks.push(
      `Its ${folder.name} folder of ${countOf(folder.count, one)} is left out: ${
        word === undefined
          ? "it lies beside folders for training and test"
          : word === "val" || word === "dev"
          ? "validation examples are drawn from train"
          : "another folder is the test part"
      }`,
    );
  }
  return { train, test, remarks };
}

/** "a", "a and b", "a, b and c". */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
