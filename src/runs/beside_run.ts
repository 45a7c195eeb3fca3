import { basename, resolve } from "@std/path";
import { formatShape, sameShape, type Shape, sizeOf } from "../core/shape.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import { loadRun } from "./onnx_session.ts";
import { openRun } from "./open_run.ts";

/** Another run that a run is compared with on the same examples. */
export interface BesideRun {
  /** The name of its folder. */
  readonly name: string;
  readonly codeSize: number;
  readonly autoencoder: LoadedAutoencoder;
}

/**
 * Opens runs to compare with one of this input shape.
 *
 * Throws an Error, one sentence, for a folder that is no finished run, and a RangeError for a run of
 * other inputs.
 */
export async function openBeside(
  directories: readonly string[],
  inputShape: Shape,
): Promise<readonly BesideRun[]> {
  const opened: BesideRun[] = [];
  try {
    for (const directory of directories) {
      const { plan } = await openRun(directory);
      if (!sameShape(plan.spec.inputShape, inputShape)) {
        throw new RangeError(
          `Cannot compare with ${directory}: its inputs have shape ${
            formatShape(plan.spec.inputShape)
          }, expected ${formatShape(inputShape)}`,
        );
      }
      const autoencoder = await loadRun(directory);
      opened.push({
        name: basename(resolve(directory)),
        codeSize: sizeOf(plan.codeShape),
        autoencoder,
      });
    }
    return opened;
  } catch (error) {
    await closeBeside(opened);
    throw error;
  }
}

/** Gives back what `openBeside` opened. */
export async function closeBeside(runs: readonly BesideRun[]): Promise<void> {
  for (const { autoencoder } of runs) await autoencoder.dispose();
}
