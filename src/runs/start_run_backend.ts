import { readKernels } from "../io/read_kernels.ts";
import { startBackend } from "../kernels/mod.ts";
import type { RunConfig } from "./run_config.ts";

/** Starts the backend with the numerics that a run was trained with. */
export async function startRunBackend({ kernels: { numerics } }: RunConfig): Promise<void> {
  await startBackend({ binaries: await readKernels(), numerics });
}
