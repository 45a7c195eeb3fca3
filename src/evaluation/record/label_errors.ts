import { z } from "zod";
import { parseRecord } from "../../core/parse_record.ts";
import { atomicWriteJson } from "../../io/files/atomic_write.ts";
import { makeFolderOf } from "../../io/files/make_folder_of.ts";
import { readTextIfThere } from "../../io/files/read_if_there.ts";
import { parseWith } from "../../schemas/parse_with.ts";

/** The schema of the errors of classifiers of few labels. */
const labelErrors = z.strictObject({
  /** All that the errors depend on besides labels, way and seed. */
  of: z.strictObject({
    /** The version of the toolkit. */
    version: z.string(),
    /** A SHA-256 of the weights of the run, and of its data. */
    weights: z.string(),
    data: z.string(),
    /** Numbers of labelled examples. */
    train: z.int(),
    test: z.int(),
    /** The choices of training classifiers, without the labels and the seed. */
    recipe: z.record(z.string(), z.unknown()),
  }),
  errors: z.array(z.strictObject({
    labels: z.int().positive(),
    way: z.string(),
    seed: z.int().min(0),
    /** The share of the test examples that are put into another class than their own. */
    error: z.number().min(0).max(1),
  })),
});

/** The errors of classifiers of few labels, each by its way and its seed, and what they are of. */
export type LabelErrorsRecord = z.infer<typeof labelErrors>;

/** The fields that errors are of, in words. */
const WORDS: Readonly<Record<keyof LabelErrorsRecord["of"], string>> = {
  version: "another version of the toolkit",
  weights: "another run",
  data: "other data",
  train: "other data",
  test: "other data",
  recipe: "classifiers that were trained otherwise",
};

/**
 * Opens a file of errors to add to: the errors in it, none where there is no such file yet.
 *
 * Throws a TypeError, one sentence, for a file of something else, and a RangeError for one whose errors are
 * of another version or run, of other data or of classifiers that were trained otherwise.
 */
export async function openLabelErrors(
  path: string,
  of: LabelErrorsRecord["of"],
): Promise<LabelErrorsRecord> {
  const text = await readTextIfThere(path);
  if (text === undefined) {
    await makeFolderOf(path);
    return { of, errors: [] };
  }
  const found = parseWith(labelErrors, parseRecord(text), path);
  const fields = Object.keys(WORDS) as (keyof typeof WORDS)[];
  const other = fields.find((field) =>
    JSON.stringify(found.of[field]) !== JSON.stringify(of[field])
  );
  if (other === undefined) return found;
  throw new RangeError(
    `Cannot go on with ${path}: its errors are of ${
      WORDS[other]
    }; name another file, or remove this one`,
  );
}

/** Writes a file of errors, so that a reader finds the old one or the new. */
export async function writeLabelErrors(path: string, record: LabelErrorsRecord): Promise<void> {
  await atomicWriteJson(path, record);
}
