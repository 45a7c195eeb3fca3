import { basename, join } from "@std/path";
import { checkFree, lockCollection } from "../../collections/collection_folder.ts";
import { openUnfinishedCodes, type UnfinishedCodes } from "../../collections/unfinished_codes.ts";
import { writeCollection } from "../../collections/write_collection.ts";
import { type ExampleKind, exampleKind } from "../../core/example_kind.ts";
import { MODEL_FILES } from "../../core/exported_model.ts";
import { sha256 } from "../../core/sha256.ts";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import { loadEncoder } from "../../inference/mod.ts";
import { loadRuntime } from "../../io/load_runtime.ts";
import { readIfThere } from "../../io/files/read_if_there.ts";
import { parseRunPreprocessor } from "../../preprocessing/mod.ts";
import {
  type BitFigures,
  bitFigures,
  bitsOf,
  bitThreshold,
  type Metric,
  usualMetric,
  wordRows,
} from "../../retrieval/mod.ts";
import { dataFingerprint } from "../../runs/data_fingerprint.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readExamples } from "../../runs/run_data.ts";
import { collectionItems } from "./collection_items.ts";
import { encodeRest } from "./encode_rest.ts";
import { thumbnailRange, thumbnails } from "./thumbnails.ts";

/** The choices of indexing. */
export interface IndexOptions {
  /** The data to index; the run's own unless given. */
  readonly data?: string | undefined;
  readonly split: "train" | "test";
  /** True to keep one bit of each value of a code. */
  readonly isBits?: boolean;
  /** The distance of codes that are no bits: the Euclidean one of up to three values unless given, the cosine of more. */
  readonly metric?: Metric | undefined;
  /** The folder to write. */
  readonly out: string;
  /** Ends the work between two batches; what was encoded stays, and the same call goes on with it. */
  readonly signal?: AbortSignal;
}

/** The end of an indexing: an index, or as many codes as there were when it was interrupted. */
export type IndexEnd =
  | {
    readonly type: "whole";
    readonly count: number;
    readonly size: number;
    readonly kind: ExampleKind;
    /** The distance by which codes are compared; of bits the number that differ. */
    readonly metric: Metric | "hamming";
    /** The value above which a bit is 1, and the figures of bits. */
    readonly bits?: BitFigures & { readonly threshold: number };
    readonly remarks: readonly string[];
  }
  | { readonly type: "interrupted"; readonly done: number; readonly count: number };

/** The examples that are encoded at once. */
const BATCH = 500;

/**
 * Encodes examples with the exported encoder of a run and writes them as an index, which needs the run no
 * more. Codes that an earlier call has made of the same examples with the same encoder are not made again.
 *
 * Throws as `readExamples` and `lockCollection` do, and an Error or a RangeError, one sentence, for a run
 * without an exported encoder, for one that is told the class of each example, and for codes that are no
 * numbers.
 */
export async function indexExamples(
  run: FinishedRun,
  { data, split, isBits = false, metric, out, signal }: IndexOptions,
): Promise<IndexEnd> {
  const { directory, config: { recipe }, model: { plan } } = run;
  if (plan.classes !== undefined) {
    throw new RangeError(
      `Cannot index with ${directory}: its encoder is told the class of each example`,
    );
  }
  const encoderFile = await modelFile(directory, MODEL_FILES.encoder);
  const preprocessorFile = await modelFile(directory, MODEL_FILES.preprocessor);
  const read = { data, split, newClasses: true, isNumbered: true, isQuoted: true };
  await checkFree(out);
  const named = await readExamples(run, read), { examples } = named;
  await using encoder = await loadEncoder(
    await loadRuntime(),
    (path) => Promise.resolve(path === MODEL_FILES.encoder ? encoderFile : preprocessorFile),
    { batchSize: BATCH },
  );
  using _lock = await lockCollection(out);
  const { codeSize: size, preprocessor } = encoder, { count } = examples;
  const unfinished = await openUnfinishedCodes(out, {
    encoder: await sha256(encoderFile),
    examples: await dataFingerprint({ name: named.name, train: examples }),
    size,
    batch: BATCH,
    count,
  });
  const done = await encodeRest(examples, { encoder, unfinished, batch: BATCH, signal, directory });
  if (done < count) return { type: "interrupted", done, count };
  const codes = { shape: [count, size], values: await unfinished.read() };
  const threshold = bitThreshold(codes.values), bits = bitsOf(codes, { threshold });
  const own = metric ?? usualMetric(size);
  const kind = exampleKind(
    parseRunPreprocessor(new TextDecoder().decode(preprocessorFile), MODEL_FILES.preprocessor),
  );
  const isDrawn = kind === "images", parts = () => consecutiveBatches(examples, BATCH);
  const range = thumbnailRange(isDrawn ? parts() : [], preprocessor);
  await writeCollection(out, {
    manifest: {
      data: basename(named.name),
      kind,
      count,
      codes: isBits ? { type: "bits", size, threshold } : { type: "values", size, metric: own },
      ...(named.classes && { classes: named.classes }),
      ...(preprocessor.words && { functionWords: recipe.data.text?.stopWords ?? "eng" }),
      ...(isDrawn && { range: [...range] }),
    },
    items: collectionItems(named),
    codes: isBits ? bits : codes,
    ...(isDrawn && { thumbnails: thumbnails(parts(), { ...preprocessor, range, count }) }),
    ...(preprocessor.words && {
      words: wordRows(valuesOf(examples), sizeOf(examples.shape)),
    }),
    encoder: encoderFile,
    preprocessor: preprocessorFile,
  });
  await unfinished.remove();
  return {
    type: "whole",
    ...{ count, size, kind, metric: isBits ? "hamming" : own },
    ...(isBits && { bits: { ...bitFigures(bits), threshold } }),
    remarks: [...named.remarks, ...onUnfinished(unfinished, { out, count })],
  };
}

/** The values of examples, some rows at a time. */
function* valuesOf(examples: Examples): Generator<Float32Array, void> {
  for (const { values } of consecutiveBatches(examples, BATCH)) yield values;
}

/** A file of the exported model of a run. */
async function modelFile(directory: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readIfThere(join(directory, path));
  if (bytes) return bytes;
  throw new Error(
    `Cannot index with ${directory}: it has no ${path}; "export ${directory}" would write it`,
  );
}

/** A sentence on codes that were there before; none where there were none. */
function onUnfinished(
  { done, isAnew }: UnfinishedCodes,
  { out, count }: { out: string; count: number },
): string[] {
  if (isAnew) {
    return [
      `${out} held the beginning of an index of other data, or by another encoder: it began again.`,
    ];
  }
  return done === 0
    ? []
    : [`It went on after the ${done} of ${count} examples that were encoded before.`];
}
