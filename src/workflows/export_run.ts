import { basename, dirname, join } from "@std/path";
import { generationConfigOf, toOnnx } from "../export/mod.ts";
import { atomicWrite } from "../io/files/atomic_write.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { VERSION } from "../runs/versions.ts";

/**
 * Writes the ONNX files of a run into a folder, `onnx/` within it, and what draws from them need beside
 * it. A model of sparse codes has a second encoder, of the entries that reach a threshold, for runtimes
 * without `TopK`.
 */
export async function exportRun(run: FinishedRun, directory: string): Promise<string[]> {
  const { config, model: { plan, params, calibration } } = run;
  const common = {
    recipe: config.recipe.name,
    // A path would say more of this machine than of the model.
    data: basename(config.data.name),
    seed: String(config.recipe.seed),
  };
  const onnx = (more: { metadata?: Record<string, string>; thresholds?: Record<string, number> }) =>
    toOnnx(plan, params, {
      name: config.recipe.name,
      description: config.recipe.description,
      version: VERSION,
      ...more,
      metadata: { ...common, ...more.metadata },
    });
  const exact = onnx(calibration ? { metadata: { sparse_form: "exact" } } : {});
  const files: Record<string, Uint8Array> = {
    [RUN_FILES.model]: exact.model,
    [RUN_FILES.encoder]: exact.encoder,
    [RUN_FILES.decoder]: exact.decoder,
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
  const generation = JSON.stringify(generationConfigOf(plan, params), null, 2) + "\n";
  files[RUN_FILES.generation] = new TextEncoder().encode(generation);
  await Deno.mkdir(join(directory, dirname(RUN_FILES.model)), { recursive: true });
  for (const [path, bytes] of Object.entries(files)) {
    await atomicWrite(join(directory, path), bytes);
  }
  return Object.keys(files);
}
