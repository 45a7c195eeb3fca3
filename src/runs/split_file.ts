import { join } from "@std/path";
import {
  concatExamples,
  type DataSet,
  decodeNpy,
  encodeNpy,
  type Examples,
  rowHashes,
  takeExamples,
} from "../data/mod.ts";
import { atomicWrite } from "../io/files/atomic_write.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import { RUN_FILES } from "./run_folder.ts";

/** The parts of a run's data, in the order of their numbers in the file. */
const PARTS = ["train", "validation", "test"] as const;

/** The examples of a run, by what they were to it; those of no validation are none. */
export type Parts = Readonly<Record<(typeof PARTS)[number], Examples | undefined>>;

/** The examples of a data set that were once split, found again. */
export interface FoundParts {
  /** The examples of each part that are there still, in the order of the data. */
  readonly found: Parts;
  /** The number of examples that each part had. */
  readonly counts: Readonly<Record<(typeof PARTS)[number], number>>;
  /** The number of examples that are in no part. */
  readonly others: number;
}

/**
 * Writes which examples were to train, to validate and to test on into the folder of a run: an array
 * [N, 3] of the part of each (0, 1 or 2) and the two halves of its `rowHashes`.
 */
export async function writeSplit(directory: string, parts: Parts): Promise<void> {
  const rows = PARTS.flatMap((name, part) => {
    const examples = parts[name];
    if (!examples) return [];
    const hashes = rowHashes(examples);
    return Array.from(
      { length: examples.count },
      (_, row) => [part, hashes[2 * row], hashes[2 * row + 1]],
    );
  });
  const values = Int32Array.from(rows.flat());
  await atomicWrite(
    join(directory, RUN_FILES.split),
    encodeNpy({ shape: [rows.length, PARTS.length], values }),
  );
}

/**
 * Finds the examples of a run in a data set by their values, wherever they stand and whatever else is
 * there; undefined where the folder does not say which they were, as those of older versions do not.
 *
 * Of equal examples as many belong to each part as did. Throws a SyntaxError for a damaged file.
 */
export async function findParts(
  directory: string,
  { train, test }: DataSet,
): Promise<FoundParts | undefined> {
  const path = join(directory, RUN_FILES.split);
  const bytes = await readIfThere(path);
  if (!bytes) return undefined;
  const { shape, values } = decodeNpy(bytes, path);
  if (shape.length !== 2 || shape[1] !== 3 || !values.every(Number.isInteger)) {
    throw new SyntaxError(`Cannot use ${path}: expected whole numbers of shape [N, 3]`);
  }
  const wanted = new Map<string, number[]>(), counts = { train: 0, validation: 0, test: 0 };
  for (let at = 0; at < values.length; at += 3) {
    const part = values[at], key = `${values[at + 1]},${values[at + 2]}`;
    if (!(part in PARTS)) throw new SyntaxError(`Cannot use ${path}: there is no part ${part}`);
    counts[PARTS[part]]++;
    wanted.set(key, [...wanted.get(key) ?? [], part]);
  }
  const all = test ? concatExamples([train, test]) : train, hashes = rowHashes(all);
  const rows: number[][] = PARTS.map(() => []);
  let others = 0;
  for (let row = 0; row < all.count; row++) {
    const part = wanted.get(`${hashes[2 * row]},${hashes[2 * row + 1]}`)?.shift();
    if (part === undefined) others++;
    else rows[part].push(row);
  }
  const take = (part: number) =>
    rows[part].length === 0 ? undefined : takeExamples(all, rows[part]);
  return { found: { train: take(0), validation: take(1), test: take(2) }, counts, others };
}
