import { join } from "@std/path";
import type { Pca } from "../baselines/mod.ts";
import { decodeSafetensors, encodeSafetensors } from "../core/safetensors.ts";
import { sameShape, sizeOf } from "../core/shape.ts";
import type { Examples } from "../data/mod.ts";
import { atomicWrite } from "../io/files/atomic_write.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { hasPca, pcaOfSameSize } from "./pca_of_same_size.ts";

/** Writes PCA of a run's training examples into its folder, so that it outlives them. */
export async function writePca(
  directory: string,
  { mean, components, variances }: Pca,
): Promise<void> {
  const tensors = { mean, components, variances };
  await atomicWrite(
    join(directory, RUN_FILES.pca),
    encodeSafetensors({ tensors, metadata: { format: "isthmus-pca-1" } }),
  );
}

/**
 * PCA beside a run: that in its folder, or else, as in those of older versions, one of its training
 * examples, which are read for it; needs the backend. Absent where `pcaOfSameSize` has none.
 *
 * Throws a SyntaxError for a damaged file.
 */
export async function pcaOfRun(
  { directory, model: { plan } }: FinishedRun,
  train: () => Promise<Examples>,
): Promise<Pca | undefined> {
  const path = join(directory, RUN_FILES.pca);
  const bytes = await readIfThere(path);
  if (!bytes) return hasPca(plan) ? await pcaOfSameSize(await train(), plan) : undefined;
  const { mean, components, variances } = decodeSafetensors(bytes, path).tensors;
  const shape = plan.spec.inputShape, size = sizeOf(shape);
  const count = components?.shape[0];
  const fits = mean && components && variances && sameShape(mean.shape, [size]) &&
    sameShape(components.shape, [count, size]) && sameShape(variances.shape, [count]);
  if (!fits) {
    throw new SyntaxError(`Cannot use ${path}: it is no PCA of inputs of ${size} values`);
  }
  return { shape, mean, components, variances };
}
