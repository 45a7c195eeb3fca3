import { basename } from "@std/path";
import type { PreprocessorConfig } from "../../core/preprocessor/preprocessor.ts";
import { type NdArray, ndArray } from "../../core/nd_array.ts";
import {
  type DataSet,
  decodeNpy,
  type Examples,
  fitScaling,
  scaleExamples,
  wholeBatch,
} from "../../data/mod.ts";
import { readFile } from "../../io/files/read_file.ts";
import { findData } from "../../io/find/find_data.ts";
import { readData } from "../../io/read/read_data.ts";
import { readKernels } from "../../io/read_kernels.ts";
import { startBackend } from "../../kernels/mod.ts";
import { loadRun } from "../../runs/load_run.ts";
import { openRun } from "../../runs/open_run.ts";
import { readPreprocessor } from "../../runs/preprocessor_file.ts";
import { type NamedExamples, readExamples } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";

/** Examples that are mapped, with all that is known of them. */
export interface MappedExamples {
  readonly named: NamedExamples;
  /** The way that their values were made, by which pictures are drawn. */
  readonly preprocessor: PreprocessorConfig;
  /** Their codes [N, C]. */
  readonly codes?: NdArray | undefined;
}

/** The place where examples and codes come from. */
export interface MappedSource {
  readonly run?: string | undefined;
  readonly data?: string | undefined;
  readonly split: "train" | "test";
  readonly codes?: string | undefined;
  /** The column of the labels of a table that is read without a run: its name or its number from 1. */
  readonly labelColumn?: string | undefined;
  readonly seed: number;
}

/** The height and width that pictures of a folder are brought to where no model says so: those of thumbnails. */
const SIDE = 64;

/**
 * Reads the examples of a run, or of any data, and their codes: those of the run's encoder, or of a file. Starts
 * the backend.
 *
 * Throws as `readExamples` and `readData` do, a TypeError where neither a run nor data are named, and a
 * RangeError, one sentence, for a file of other numbers of codes than of examples.
 */
export async function readMapped(source: MappedSource): Promise<MappedExamples> {
  const { run, codes: file } = source;
  const read = run === undefined ? await readLoose(source) : await readOfRun(source, run);
  if (file === undefined) return read;
  const { shape: [rows], values } = decodeNpy(await readFile(file), file);
  const { name, examples: { count } } = read.named;
  if (rows !== count) {
    throw new RangeError(
      `Cannot map ${name} by ${file}: it has ${rows} codes for ${count} examples`,
    );
  }
  return { ...read, codes: ndArray([rows, values.length / rows], Float32Array.from(values)) };
}

/** The examples of a run, or others for its model, with their codes. */
async function readOfRun(
  { data, split }: MappedSource,
  directory: string,
): Promise<MappedExamples> {
  const run = await openRun(directory);
  const read = { data, split, newClasses: true, isNumbered: true, isQuoted: true };
  const named = await readExamples(run, read);
  await startRunBackend(run.config);
  await using autoencoder = await loadRun(directory);
  const batch = wholeBatch(named.examples);
  const { shape: [count], values } = await autoencoder.encode(batch, batch);
  return {
    named,
    preprocessor: await readPreprocessor(directory),
    codes: ndArray([count, values.length / count], values),
  };
}

/** Examples of any data: pictures of a folder brought to one shape, the columns of a table to one scale. */
async function readLoose(
  { data, split, labelColumn, seed }: MappedSource,
): Promise<MappedExamples> {
  if (data === undefined) {
    throw new TypeError("Cannot make a map of nothing: expected a run, or --data");
  }
  const { format } = await findData(data);
  const isFolder = format === "images";
  const set = await readData(data, {
    ...{ seed, labelColumn, isNumbered: true, isQuoted: true },
    ...(isFolder && { image: { size: SIDE, fit: "pad", colour: "colour" } }),
  });
  await startBackend({ binaries: await readKernels() });
  const part = split === "test" && set.test ? set.test : set.train;
  const isTable = set.columns !== undefined && part.shape.length === 1;
  const examples = isTable ? standardised(part) : part;
  return {
    named: {
      name: basename(data),
      examples,
      ...(set.classes && { classes: set.classes }),
      remarks: [
        ...set.remarks ?? [],
        ...(isFolder
          ? [`Pictures were brought to ${SIDE} × ${SIDE} in colour, their edges filled up.`]
          : []),
        ...(isTable ? ["Columns were brought to mean 0 and deviation 1."] : []),
      ],
    },
    preprocessor: preprocessorOf(set, examples),
  };
}

function standardised(examples: Examples): Examples {
  return scaleExamples(examples, fitScaling(examples, "standard"));
}

function preprocessorOf({ words }: DataSet, { shape }: Examples): PreprocessorConfig {
  const kind = words ? "text" : shape.length > 1 ? "image" : "vector";
  return { kind, inputShape: shape, bytesScale: 1 / 255, ...(words && { words }) };
}
