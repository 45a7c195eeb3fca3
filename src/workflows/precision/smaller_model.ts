import { readBytes } from "../../io/files/read_bytes.ts";
import { join } from "@std/path";
import { MODEL_FILES } from "../../core/exported_model.ts";
import {
  loadAutoencoder,
  loadClassifier,
  type LoadedClassifier,
  type ModelFolder,
} from "../../inference/mod.ts";
import { loadRuntime } from "../../io/load_runtime.ts";
import { readIfThere } from "../../io/files/read_if_there.ts";
import { decodeModel, encodeModel, type Model } from "../../onnx/mod.ts";
import {
  type ComparedBatch,
  compareModels,
  type PrecisionOptions,
  toPrecision,
  USUAL_BOUNDS,
  withMetadata,
} from "../../precision/mod.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { comparedExamples } from "./compared_examples.ts";
import { percent, precisionMetadata, type PrecisionRecord } from "./precision_record.ts";

/** The files of a run that hold weights and become smaller, as far as it has them. */
const FILES = [
  RUN_FILES.model,
  RUN_FILES.encoder,
  RUN_FILES.thresholdEncoder,
  RUN_FILES.decoder,
  RUN_FILES.classifier,
  RUN_FILES.rawModel,
  RUN_FILES.rawEncoder,
  RUN_FILES.rawDecoder,
];

/** The way to smaller files, and the largest error that is accepted: the precision's own unless given. */
export type SmallerOptions = PrecisionOptions & { readonly bound?: number | undefined };

/** The two files that the error is measured with. */
const HALVES: readonly string[] = [MODEL_FILES.encoder, MODEL_FILES.decoder];

/** The smaller files of a model, by their paths in its folder, and how far off they are. */
export interface SmallerModel {
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly record: PrecisionRecord;
  /** A sentence where the examples that it was measured on are not those of the run. */
  readonly remark?: string;
}

/**
 * Makes the exported files of a run, or of a model's folder, smaller, and measures how far off they are on
 * the run's test examples. Nothing is written. Where `wanted` names some of the files, only those become
 * part of the outcome.
 *
 * Throws an Error of one sentence for a folder without its two halves, and a RangeError with the figure
 * where a code, a reconstruction or the squared error is further off than the bound.
 */
export async function smallerModel(
  directory: string,
  { precision, percentile, bound = USUAL_BOUNDS[precision] }: SmallerOptions,
  { wanted = FILES }: { wanted?: readonly string[] } = {},
): Promise<SmallerModel> {
  const models = new Map<string, Model>();
  const bytes = { before: 0, after: 0 };
  for (const path of FILES.filter((path) => wanted.includes(path) || HALVES.includes(path))) {
    const file = await readIfThere(join(directory, path));
    if (!file) continue;
    if (wanted.includes(path)) bytes.before += file.length;
    models.set(path, toPrecision(decodeModel(file, path), { precision, percentile }));
  }
  for (const path of HALVES) {
    if (models.has(path)) continue;
    throw new Error(
      `Cannot make the weights of ${directory} smaller: it has no ${path}, and the error is measured ` +
        `with both halves; "export ${directory}" would write it`,
    );
  }
  const files = new Map([...models].map(([path, model]) => [path, encodeModel(model)]));
  for (const [path, { length }] of files) if (wanted.includes(path)) bytes.after += length;
  const fromDisk: ModelFolder = (path) => readBytes(join(directory, path));
  const fromMemory: ModelFolder = async (path) => files.get(path) ?? await fromDisk(path);
  const ort = await loadRuntime();
  await using model = await loadAutoencoder(ort, fromDisk);
  await using smaller = await loadAutoencoder(ort, fromMemory);
  const { batches, measuredOn, remark } = await comparedExamples(directory, model);
  const difference = await compareModels(batches, { model, smaller });
  const record: PrecisionRecord = {
    precision,
    ...(precision === "int8" && { percentile: percentile ?? 100 }),
    bound,
    measuredOn,
    ...difference,
    ...(models.has(MODEL_FILES.classifier) && {
      classes: await sameClasses(batches, { fromDisk, fromMemory }),
    }),
    bytes,
  };
  checkBound(record, directory);
  const metadata = precisionMetadata(record);
  files.clear();
  for (const [path, model] of models) {
    if (wanted.includes(path)) files.set(path, encodeModel(withMetadata(model, metadata)));
  }
  return { files, record, ...(remark !== undefined && { remark }) };
}

/** Throws a RangeError for what is further off than the bound. */
function checkBound(record: PrecisionRecord, directory: string): void {
  const { precision, bound, code, reconstruction, growth, examples, measuredOn } = record;
  const refuse = (what: string, figure: number) => {
    // Written so that NaN does not pass.
    if (figure <= bound) return;
    throw new RangeError(
      `Cannot export ${directory} as ${precision}: on ${examples} ${measuredOn} ${what} ${
        percent(figure)
      }, more than the bound of ${percent(bound)}; ${
        precision === "int8" ? "--precision fp16 is nearer, or a higher" : "a higher"
      } --bound accepts it`,
    );
  };
  refuse("the relative squared error of codes is", code);
  refuse("the relative squared error of reconstructions is", reconstruction);
  refuse("the squared error grows by", growth);
}

/** The share of examples that two classifiers put into the same class. */
async function sameClasses(
  batches: readonly ComparedBatch[],
  { fromDisk, fromMemory }: { fromDisk: ModelFolder; fromMemory: ModelFolder },
): Promise<number> {
  const ort = await loadRuntime();
  await using model = await loadClassifier(ort, fromDisk);
  await using smaller = await loadClassifier(ort, fromMemory);
  let same = 0, all = 0;
  for (const batch of batches) {
    const before = await classesOf(model, batch), after = await classesOf(smaller, batch);
    before.forEach((label, i) => same += Number(label === after[i]));
    all += before.length;
  }
  return all > 0 ? same / all : 1;
}

async function classesOf(classifier: LoadedClassifier, batch: ComparedBatch): Promise<number[]> {
  const { shape: [count, size], values } = await classifier.classify(batch);
  return Array.from({ length: count }, (_, row) => {
    const probabilities = values.subarray(row * size, (row + 1) * size);
    return probabilities.indexOf(probabilities.reduce((most, value) => Math.max(most, value)));
  });
}
