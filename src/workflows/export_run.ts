import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "@std/path";
import { checkParity } from "../evaluation/parity/check_parity.ts";
import type { Parity } from "../evaluation/record/evaluation.ts";
import { generationConfigOf, type OnnxOptions, type RawUnits, toOnnx } from "../export/mod.ts";
import { atomicWrite } from "../io/files/atomic_write.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { VERSION } from "../runs/versions.ts";

/** The outcome of an export. */
export interface ExportedRun {
  /** The paths of its files within the run's folder. */
  readonly paths: readonly string[];
  readonly parity: Parity;
}

/**
 * Writes the ONNX files of a run into its folder, and what draws from them need beside them, once they
 * are known to do as the trainer does. A model of sparse codes has a second encoder, of the entries that
 * reach a threshold, for runtimes without `TopK`. `largest` is the largest value of a training example,
 * where these are at hand.
 *
 * Throws an Error, one sentence, where the halves are not to be trusted: none of their files is written,
 * and those of an earlier export stay.
 */
export async function exportRun(
  run: FinishedRun,
  { largest, units }: {
    largest?: number;
    /** The units of the data, to write files as well that take and give these. */
    units?: RawUnits;
  } = {},
): Promise<ExportedRun> {
  const { directory, config, model: { plan, params, calibration } } = run;
  const common = {
    recipe: config.recipe.name,
    // A path would say more of this machine than of the model.
    data: basename(config.data.name),
    seed: String(config.recipe.seed),
  };
  const onnx = (more: Omit<OnnxOptions, "name" | "description" | "version">) =>
    toOnnx(plan, params, {
      name: config.recipe.name,
      description: config.recipe.description,
      version: VERSION,
      ...more,
      metadata: { ...common, ...more.metadata },
    });
  const exact = onnx(calibration ? { metadata: { sparse_form: "exact" } } : {});
  const { encoder, decoder } = exact;
  let parity: Parity;
  try {
    parity = await checkParity(run.model, {
      encoder,
      decoder,
      ...(largest !== undefined && { largest }),
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(
      `${error.message}; nothing was exported, ${directory} keeps the weights and the checkpoint`,
      { cause: error },
    );
  }
  const files: Record<string, Uint8Array> = {
    [RUN_FILES.model]: exact.model,
    [RUN_FILES.encoder]: encoder,
    [RUN_FILES.decoder]: decoder,
  };
  if (calibration) {
    const { path, threshold, agreement, active } = calibration;
    files[RUN_FILES.thresholdEncoder] = onnx({
      thresholds: { [path]: threshold },
      metadata: {
        sparse_form: "threshold",
        threshold: String(threshold),
        threshold_agreement: agreement.toFixed(4),
        threshold_active: active.toFixed(2),
      },
    }).encoder;
  }
  if (units) {
    const raw = onnx({ units, metadata: { units: "data" } });
    files[RUN_FILES.rawModel] = raw.model;
    files[RUN_FILES.rawEncoder] = raw.encoder;
    files[RUN_FILES.rawDecoder] = raw.decoder;
  }
  const generation = JSON.stringify(generationConfigOf(plan, params), null, 2) + "\n";
  files[RUN_FILES.generation] = new TextEncoder().encode(generation);
  await mkdir(join(directory, dirname(RUN_FILES.model)), { recursive: true });
  for (const [path, bytes] of Object.entries(files)) {
    await atomicWrite(join(directory, path), bytes);
  }
  return { paths: Object.keys(files), parity };
}
