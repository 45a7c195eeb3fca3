import { cp, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "@std/path";
import type { DataOptions } from "../recipes/mod.ts";
import { atomicWriteJson } from "../io/files/atomic_write.ts";
import { writeManifest } from "../runs/manifest.ts";
import { PROGRAM_ROWS } from "../runs/locate_data.ts";
import { readRunConfig } from "../runs/run_config.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { systemFaultOf } from "../host/system_fault.ts";
import type { TrainingOptionsInput } from "../training/mod.ts";
import { type AutoencoderOptionsInput, describeAutoencoder } from "../variants/mod.ts";
import { type OpenRun, openRun } from "./open_run.ts";
import { saidInProgram } from "./said_in_program.ts";
import { type RunOptions, type TrainedRun, trainRun } from "./train_run.ts";
import { type Labels, type Rows, writeRows } from "./write_rows.ts";

/** The passes over the training examples, unless the caller says otherwise. */
const EPOCHS = 50;

/** A shape of a table's rows: the loss of a model does not depend on it. */
const ANY_SHAPE = [8];

/** The choices of a fit besides the model. */
export interface FitOptions extends Omit<RunOptions, "checkpointEvery"> {
  /** Epochs (50 unless given), batch size, optimizer, schedule … */
  readonly training?: Partial<TrainingOptionsInput>;
  /** The way that data are read, held out and scaled, as a recipe has it. */
  readonly data?: Partial<Omit<DataOptions, "name">>;
  /** A classifier on the encoder, trained last on the labels: `{}`, or as a recipe has it. */
  readonly classifier?: object;
  /** The number that everything random follows from: 0 unless given. */
  readonly seed?: number;
}

/** An autoencoder that is not trained yet. */
export interface UnfittedAutoencoder {
  /**
   * Trains it on examples at hand, or on data by their known name or path. Rows by their columns and lists of
   * numbers are brought to a common scale, column by column, unless `data.scale` says otherwise: to mean 0
   * and deviation 1, or to [0, 1] where the loss is of bits. `remarks` says so. `labels`, one for each row,
   * are the classes that a conditional model and a classifier learn.
   *
   * Throws an Error, one sentence, before the training begins, for examples that are none or do not fit the
   * model, and the signal's reason where it is aborted.
   */
  fit(rows: Rows | string, labels?: Labels): Promise<FittedAutoencoder>;
}

/** An autoencoder that is trained, and open for inference until it is disposed of. */
export interface FittedAutoencoder extends OpenRun {
  /** Sentences on what was guessed of the data and of the model. */
  readonly remarks: readonly string[];
  /**
   * Copies its run folder, with ONNX files, report and card, to a path, for `openRun`, the command line and
   * every engine. The rows are not copied: what measures it anew asks for data. Throws an Error, one
   * sentence, where something else is there.
   */
  save(directory: string): Promise<void>;
}

/**
 * Describes an autoencoder to be fitted to examples, in the manner of scikit-learn.
 *
 * @example
 * ```ts
 * import { autoencoder } from "isthmus/runs";
 *
 * const rows = Array.from({ length: 60 }, (_, i) => ({ age: 20 + i % 40, height: 1.5 + (i % 40) / 80 }));
 * const model = autoencoder({ variant: "deep", codeSize: 1, nodes: [4] }, { training: { epochs: 2 } });
 * await using fitted = await model.fit(rows);
 * const { shape } = await fitted.encode([{ age: 31, height: 1.75 }]);
 * assertEquals(shape, [1, 1]);
 * ```
 */
export function autoencoder(
  model: AutoencoderOptionsInput,
  { training, data = {}, classifier, seed = 0, ...options }: FitOptions = {},
): UnfittedAutoencoder {
  return {
    async fit(rows, labels) {
      const directory = await mkdtemp(join(tmpdir(), "isthmus-")), remarks: string[] = [];
      const isOwn = typeof rows !== "string";
      let path: string | undefined;
      const said = (text: string) => saidInProgram(text, { path: isOwn ? path : undefined });
      try {
        path = await pathOf(rows, { directory, labels });
        const scale = scaleOf(rows, model);
        const recipe = {
          ...{ name: "autoencoder", description: "An autoencoder that was fitted in a program" },
          data: { name: path, ...(scale && { scale }), ...data },
          ...{ model, training: { epochs: EPOCHS, ...training }, seed },
          ...(classifier && { classifier }),
        };
        if (scale && data.scale === undefined) remarks.push(SCALED[scale]);
        const run = join(directory, "run");
        const trained = await trainRun(recipe, {
          ...options,
          out: run,
          onEvent(heard) {
            const event = heard.type === "remark" ? { ...heard, text: said(heard.text) } : heard;
            if (event.type === "remark") remarks.push(event.text);
            options.onEvent?.(event);
          },
        });
        checkFinished(trained, options.signal);
        return fitted(await openRun(run), { directory, remarks, isOwn });
      } catch (error) {
        await rm(directory, { recursive: true, force: true });
        if (error instanceof Error) error.message = said(error.message);
        throw error;
      }
    },
  };
}

/** The name or the path of data, or the path of rows that are written there. */
async function pathOf(
  rows: Rows | string,
  { directory, labels }: { directory: string; labels: Labels | undefined },
): Promise<string> {
  if (typeof rows !== "string") return await writeRows(rows, { directory, labels });
  if (labels === undefined) return rows;
  throw new TypeError(
    `Cannot take labels beside the data "${rows}": they bring their own, or name a column by data.labelColumn`,
  );
}

/** The scales that are chosen for columns, and what is said of each. */
const SCALED = {
  standard: "Columns were brought to mean 0 and deviation 1, as nothing was said of their scale.",
  unit:
    "Columns were brought to [0, 1], as nothing was said of their scale and the loss is of bits.",
} as const;

/** The scale of columns unless the caller names one; undefined where values stay as they are. */
function scaleOf(
  rows: Rows | string,
  model: AutoencoderOptionsInput,
): keyof typeof SCALED | undefined {
  if (typeof rows === "string" || !Array.isArray(rows)) return undefined;
  const [first] = rows as readonly unknown[];
  const isTable = typeof first === "object" && !(first instanceof Uint8Array);
  if (!isTable) return undefined;
  return isOfBits(model) ? "unit" : "standard";
}

/** True for a model whose loss takes values for shares, which must lie in [0, 1]. */
function isOfBits(model: AutoencoderOptionsInput): boolean {
  try {
    return describeAutoencoder(model, ANY_SHAPE).reconstructionLoss === "binary-cross-entropy";
  } catch {
    // What is wrong with it is said when it meets its data.
    return false;
  }
}

/** Throws the signal's reason for a training that it interrupted. */
function checkFinished({ type }: TrainedRun, signal: AbortSignal | undefined): void {
  if (type === "interrupted") throw signal?.reason;
}

function fitted(
  run: OpenRun,
  { directory, remarks, isOwn }: {
    directory: string;
    remarks: readonly string[];
    /** True where the data are rows of the program. */
    isOwn: boolean;
  },
): FittedAutoencoder {
  return {
    ...run,
    remarks,
    save: (to) => copyRun(run.directory, to, { isOwn }),
    async [Symbol.asyncDispose]() {
      await run[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Copies a run's folder whole or not at all. */
async function copyRun(from: string, to: string, { isOwn }: { isOwn: boolean }): Promise<void> {
  try {
    const [found] = await readdir(to);
    if (found !== undefined) {
      throw new Error(`Cannot save into ${to}: it is not empty, name a folder that is not there`);
    }
  } catch (error) {
    if (systemFaultOf(error) === "no folder") {
      throw new Error(`Cannot save into ${to}: it is no folder, name one that is not there`);
    }
    if (systemFaultOf(error) !== "nothing there") throw error;
  }
  await mkdir(dirname(to), { recursive: true });
  const half = `${to}.${crypto.randomUUID()}.tmp`;
  try {
    await cp(from, half, { recursive: true });
    if (isOwn) await forgetRows(half);
    await rm(to, { recursive: true, force: true });
    await rename(half, to);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

/** Names the data of a run for what they were: the file of a program's rows goes with the program. */
async function forgetRows(directory: string): Promise<void> {
  const config = readRunConfig(directory), { path: _, ...data } = config.data;
  const recipe = { ...config.recipe, data: { ...config.recipe.data, name: PROGRAM_ROWS } };
  await atomicWriteJson(join(directory, RUN_FILES.config), {
    ...config,
    ...{ recipe, data: { ...data, name: PROGRAM_ROWS } },
  });
  await writeManifest(directory);
}
