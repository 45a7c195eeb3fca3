import { join } from "@std/path";
import type { NdArray } from "../core/nd_array.ts";
import { atomicWriteJson } from "../io/files/atomic_write.ts";
import type { Numerics } from "../kernels/mod.ts";
import { type Plan, planAutoencoder } from "../model/mod.ts";
import type { Stage, StageOptions } from "../pretraining/mod.ts";
import type { Recipe } from "../recipes/mod.ts";
import type { Checkpoint } from "../runs/checkpoint.ts";
import { writePreprocessor } from "../runs/preprocessor_file.ts";
import type { Start } from "../runs/read_start.ts";
import type { RunConfig } from "../runs/run_config.ts";
import { newRunDirectory, RUN_FILES } from "../runs/run_folder.ts";
import type { SplitData } from "../runs/split_data.ts";
import { writeSplit } from "../runs/split_file.ts";
import { checkParams } from "../training/mod.ts";
import { lockedRun } from "./locked_run.ts";
import { type Learnt, resolveRun } from "./resolve_run.ts";
import { costRemark } from "./cost_remark.ts";
import { type Batch, sizeRemarks } from "./size_remarks.ts";

/** A training about to start or to go on, its folder locked until it is disposed of. */
export interface PreparedRun extends Disposable {
  readonly directory: string;
  readonly config: RunConfig;
  readonly plan: Plan;
  /** The trainings of parts of the model before that of the whole. */
  readonly stages: readonly Stage[];
  readonly data: SplitData;
  /** The place to go on from; absent at the beginning. */
  readonly from?: Checkpoint;
  /** The parameters to begin with; absent where they are drawn, and once there is a place to go on from. */
  readonly params?: Readonly<Record<string, NdArray>>;
}

/** The choices of a new run. */
export interface NewRunOptions {
  /** The kernels; unless given those of `start`, or the fastest. */
  readonly numerics?: Numerics | undefined;
  readonly out?: string | undefined;
  readonly signal?: AbortSignal;
  /** The weights to start from. */
  readonly start?: Start;
}

/**
 * Everything that a new run needs, checked; nothing is written before all of it is sound. Throws the
 * signal's reason, with nothing written, where it is aborted before that.
 */
export async function prepareNewRun(
  recipe: Recipe,
  { numerics, out, signal, start }: NewRunOptions,
): Promise<PreparedRun> {
  // A folder that is not free is refused before the data are read.
  newRunDirectory(recipe.name, out);
  const resolved = await resolveRun(recipe, {
    numerics: numerics ?? start?.config.kernels.numerics ?? "fast",
    signal,
    ...(start && { path: placeInherited(recipe, start), learnt: learntBy(start) }),
  });
  const { plan, stages, data, parts } = resolved;
  if (start) checkStart(start, plan);
  const config = {
    ...resolved.config,
    ...(start && { from: { run: start.run, sha256: start.sha256 } }),
  };
  // Reading them takes its time, and another run may have taken the folder meanwhile: then the next one.
  return await lockedRun(newRunDirectory(recipe.name, out), async (directory) => {
    newRunDirectory(recipe.name, directory);
    await writeSplit(directory, parts);
    await writePreprocessor(directory, config, data);
    await atomicWriteJson(join(directory, RUN_FILES.config), config);
    const { train: { count }, remarks } = data;
    const batches = [...(recipe.stages ?? []).map(batchesOf), recipe.training];
    const cost = costRemark(plan, { count, training: config.recipe.training });
    const said = [...remarks, ...sizeRemarks({ plan, count, batches }), ...(cost ? [cost] : [])];
    return {
      directory,
      config,
      plan,
      stages,
      data: { ...data, remarks: said },
      ...(start && { params: start.params }),
    };
  });
}

/** The path of the data of a run for a training on the same. */
function placeInherited({ data: { name } }: Recipe, { config }: Start): string | undefined {
  return name === config.data.name ? config.data.path : undefined;
}

function learntBy({ run, preprocessor, config: { spec, data } }: Start): Learnt {
  const dependsOnClasses = planAutoencoder(spec).classes !== undefined;
  return { run, preprocessor, classes: dependsOnClasses ? data.classes : undefined };
}

/** Throws a RangeError, one sentence, for weights of a model with other parameters. */
function checkStart({ run, params }: Start, plan: Plan): void {
  checkParams(params, {
    plan,
    name: `the weights of ${run}`,
    remedy: `train the model of ${run} on examples of its shape, or leave out --from`,
  });
}

function batchesOf(stage: StageOptions): Batch {
  return { ...stage.training, ...(stage.train === "patches" && { patches: stage.count }) };
}
