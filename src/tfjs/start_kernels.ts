import * as tf from "@tensorflow/tfjs";
import type { KernelBinaries, KernelBuild, Numerics } from "../kernels/mod.ts";
import { type BinaryFolder, readBinary } from "./read_binary.ts";
import { faultOf, lookAround } from "./surroundings.ts";

/** The ways to start the kernels under a program of tfjs. */
export interface StartKernelsOptions {
  /**
   * The compiled builds, or the address of the folder that holds `relaxed.wasm` and `simd.wasm`; beside
   * this package unless given. A page that is bundled names where it serves them.
   */
  readonly from?: BinaryFolder | KernelBinaries;
  /** `fast` unless given. */
  readonly numerics?: Numerics;
  /** True to leave another backend that is in use; false unless given. */
  readonly replace?: boolean;
  /** The threads that share the work: as many as there are processors unless given, one in a page. */
  readonly threads?: number;
}

type BackendFactory = ReturnType<typeof tf.findBackendFactory>;

/** The priority that the package of the backend registers it with. */
const PRIORITY = 2;
/** The kernel that is registered while ours are in their place; another copy of tfjs overwrites it. */
let registered: tf.KernelConfig | undefined;
/** The maker of the backend where a failed start has taken it away again. */
let withheld: BackendFactory | undefined;

/**
 * Makes the WASM backend of tfjs the one in use, with the kernels of this project on it, for the
 * models of a program that is otherwise left as it is.
 *
 * Everything is looked at before anything is changed. Throws an Error of one sentence, with tfjs as it
 * was, where there is no SIMD, where another backend is in use, for a version of tfjs outside of 4.x
 * or one of its WASM backend that is not the same, for two copies of tfjs, and where a file cannot be
 * read. A second call changes nothing, and throws where a copy of tfjs that was loaded in between has
 * put its kernels over these.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { startKernels } from "isthmus/kernels";
 *
 * await startKernels();
 * const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [4], units: 2 })] });
 * model.compile({ optimizer: "adam", loss: "meanSquaredError" });
 * const { epoch } = await model.fit(tf.ones([8, 4]), tf.ones([8, 2]), { epochs: 1, verbose: 0 });
 * assertEquals([tf.getBackend(), epoch.length], ["wasm", 1]);
 * ```
 */
export async function startKernels(
  { from, numerics = "fast", replace = false, threads: wanted }: StartKernelsOptions = {},
): Promise<KernelBuild> {
  const surroundings = lookAround(), fault = faultOf(surroundings, replace);
  if (fault !== undefined) throw new Error(`Cannot start the kernels: ${fault}`);
  if (registered !== undefined && registered !== tf.getKernel(tf.BatchMatMul, "wasm")) {
    throw new Error(
      "Cannot go on with the kernels: another copy of tfjs, loaded after them, has put its own in " +
        "their place, let all of the program import @tensorflow/tfjs from one place",
    );
  }
  const wasRegistered = Boolean(tf.findBackendFactory("wasm"));
  const threads = "WASM_HAS_MULTITHREAD_SUPPORT";
  try {
    // The backend is loaded no sooner: being loaded alone makes it the one that tfjs prefers.
    const { hasRelaxedSimd, startBackend } = await import("../kernels/mod.ts");
    if (withheld !== undefined) tf.registerBackend("wasm", withheld, PRIORITY);
    withheld = undefined;
    const { version_wasm } = await import("@tensorflow/tfjs-backend-wasm");
    checkBackend(version_wasm);
    const binaries = await binariesOf(from, numerics === "fast" && hasRelaxedSimd());
    // The memory of threads is one that kernels of one thread cannot be given.
    if (surroundings.backend !== "wasm") tf.env().set(threads, false);
    const build = await startBackend({ binaries, numerics, threads: wanted });
    registered = tf.getKernel(tf.BatchMatMul, "wasm");
    return build;
  } catch (cause) {
    if (surroundings.backend !== "wasm") await undo(surroundings.backend, wasRegistered);
    throw cause;
  }
}

/** Checks that the backend is of the same version as tfjs, whose insides it uses. */
function checkBackend(version: string): void {
  if (version === tf.version_core) return;
  throw new Error(
    `Cannot start the kernels: @tensorflow/tfjs is of version ${tf.version_core} and ` +
      `@tensorflow/tfjs-backend-wasm of ${version}, install the same of both`,
  );
}

async function binariesOf(
  from: BinaryFolder | KernelBinaries | undefined,
  isRelaxed: boolean,
): Promise<KernelBinaries> {
  if (from !== undefined && typeof from === "object" && "simd" in from) return from;
  // One of the two computes, so one is fetched.
  const bytes = await readBinary(isRelaxed ? "relaxed.wasm" : "simd.wasm", from);
  return { relaxed: bytes, simd: bytes };
}

/** Gives tfjs back the backend that it had, or none yet. */
async function undo(backend: string | undefined, wasRegistered: boolean): Promise<void> {
  // Null where there is none, whatever its type says.
  const factory = tf.findBackendFactory("wasm") as BackendFactory | null;
  if (factory) tf.removeBackend("wasm");
  if (factory && wasRegistered) tf.registerBackend("wasm", factory, PRIORITY);
  else withheld = factory ?? undefined;
  if (backend !== undefined) await tf.setBackend(backend);
}
