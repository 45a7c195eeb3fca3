import { basename, resolve } from "@std/path";
import { sizeOf } from "../core/shape.ts";
import type { Examples } from "../data/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import type { TrainedModel } from "../model/mod.ts";
import { loadRun } from "../runs/load_run.ts";
import { type FinishedRun, openRun } from "../runs/open_run.ts";
import { checkFit } from "../runs/run_data.ts";

/** Another model that a run is compared with on the same examples. */
export interface ComparedModel {
  /** Of a run, the name of its folder. */
  readonly name: string;
  /** The folder of another run; absent of another form of the same. */
  readonly directory?: string;
  readonly codeSize: number;
  readonly autoencoder: LoadedAutoencoder;
}

/** The models that a run is compared with, until they are disposed of. */
export type ComparedModels = readonly ComparedModel[] & AsyncDisposable;

/**
 * Opens what a run is compared with: itself with the threshold form of its encoder, where it has one,
 * and other runs of its input shape.
 *
 * Throws an Error, one sentence, for a folder that is no finished run, and a RangeError for a run of
 * other inputs, or one that depends on labels which the examples have not.
 */
export async function openComparedModels(
  { directory, model }: FinishedRun,
  { others, examples, name }: {
    /** The folders of the other runs. */
    others: readonly string[];
    /** The examples they are compared on, and their name in errors. */
    examples: Examples;
    name: string;
  },
): Promise<ComparedModels> {
  const opened: ComparedModel[] = [];
  const close = async () => {
    for (const { autoencoder } of opened.splice(0).reverse()) {
      await autoencoder[Symbol.asyncDispose]();
    }
  };
  const open = async (
    named: Pick<ComparedModel, "name" | "directory">,
    { plan }: TrainedModel,
    load: Promise<LoadedAutoencoder>,
  ) => {
    opened.push({ ...named, codeSize: sizeOf(plan.codeShape), autoencoder: await load });
  };
  try {
    if (model.calibration) {
      const load = loadRun(directory, { encoder: "threshold" });
      await open({ name: "autoencoder, threshold form" }, model, load);
    }
    for (const directory of others) {
      const other = await openComparedRun(directory, { examples, name });
      const named = { name: basename(resolve(directory)), directory };
      await open(named, other.model, loadRun(directory));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return Object.assign(opened, { [Symbol.asyncDispose]: close });
}

/**
 * Opens a run to compare with another on the same examples.
 *
 * Throws an Error, one sentence, for a folder that is no finished run, and a RangeError for a run that
 * cannot take the examples.
 */
export async function openComparedRun(
  directory: string,
  { examples, name }: { examples: Examples; name: string },
): Promise<FinishedRun> {
  const other = await openRun(directory);
  checkFit({ directory, plan: other.model.plan }, examples, name);
  return other;
}
