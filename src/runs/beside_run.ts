import { basename, resolve } from "@std/path";
import { formatShape, sameShape, sizeOf } from "../core/shape.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import type { Plan } from "../model/mod.ts";
import { loadRun } from "./onnx_session.ts";
import { type FinishedRun, openRun } from "./open_run.ts";

/** Another model that a run is compared with on the same examples. */
export interface BesideRun {
  /** Of a run, the name of its folder. */
  readonly name: string;
  readonly codeSize: number;
  readonly autoencoder: LoadedAutoencoder;
}

/**
 * Opens what a run is compared with: itself with the threshold form of its encoder, where it has one,
 * and other runs of its input shape.
 *
 * Throws an Error, one sentence, for a folder that is no finished run, and a RangeError for a run of
 * other inputs.
 */
export async function openBeside(
  { directory, plan, calibration }: FinishedRun,
  others: readonly string[],
): Promise<readonly BesideRun[]> {
  const opened: BesideRun[] = [];
  try {
    if (calibration) {
      const autoencoder = await loadRun(directory, { encoder: "threshold" });
      const codeSize = sizeOf(plan.codeShape);
      opened.push({ name: "autoencoder, threshold form", codeSize, autoencoder });
    }
    for (const directory of others) {
      const other = await openOtherRun(directory, plan);
      const autoencoder = await loadRun(directory);
      opened.push({
        name: basename(resolve(directory)),
        codeSize: sizeOf(other.plan.codeShape),
        autoencoder,
      });
    }
    return opened;
  } catch (error) {
    await closeBeside(opened);
    throw error;
  }
}

/**
 * Opens a run to compare with one of this plan.
 *
 * Throws an Error, one sentence, for a folder that is no finished run, and a RangeError for a run of
 * other inputs.
 */
export async function openOtherRun(directory: string, { spec }: Plan): Promise<FinishedRun> {
  const other = await openRun(directory);
  const { inputShape } = spec, otherShape = other.plan.spec.inputShape;
  if (sameShape(otherShape, inputShape)) return other;
  throw new RangeError(
    `Cannot compare with ${directory}: its inputs have shape ${formatShape(otherShape)}, expected ${
      formatShape(inputShape)
    }`,
  );
}

/** Gives back what `openBeside` opened. */
export async function closeBeside(runs: readonly BesideRun[]): Promise<void> {
  for (const { autoencoder } of runs) await autoencoder.dispose();
}
