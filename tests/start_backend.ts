import { readKernels } from "../src/io/read_kernels.ts";
import { startBackend } from "../src/kernels/mod.ts";

/** The backend with its kernels, as training starts it. Tests await it at the top of their file. */
export const backend = await startBackend({ binaries: await readKernels() });
