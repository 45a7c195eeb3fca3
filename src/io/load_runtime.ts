import { oneLine, reasonOf } from "../core/one_line.ts";
import type { OrtRuntime } from "../inference/mod.ts";
import { createLiteRuntime } from "../lite/mod.ts";
import { readLiteKernels } from "./read_kernels.ts";

/** The package of ONNX Runtime for the processor. */
const PACKAGE = "onnxruntime-node";

/** The first version of it that says which inputs a model has. */
const LEAST = "1.22.0";

/**
 * Loads the runtime that models run on: ONNX Runtime, and the lite engine where that is not installed, which
 * computes the same to the last digits but takes longer.
 *
 * Throws an Error, one sentence, where ONNX Runtime is too old or cannot be loaded. A model that the lite engine
 * does not run is refused with what would.
 */
export async function loadRuntime(): Promise<OrtRuntime> {
  return await installedRuntime() ??
    orInstall(createLiteRuntime({ kernels: await readLiteKernels() }));
}

/** Loads ONNX Runtime; throws an Error, one sentence that begins with `task`, also where it is not installed. */
export async function needOnnxRuntime(task: string): Promise<OrtRuntime> {
  const found = await installedRuntime();
  if (found !== undefined) return found;
  throw new Error(`${task}: ${PACKAGE} is not installed; npm install ${PACKAGE} brings it`);
}

/**
 * The version of ONNX Runtime that models run on; undefined where it is not installed, so that they run on the
 * lite engine. Throws as `loadRuntime` does.
 */
export async function onnxRuntimeVersion(): Promise<string | undefined> {
  return (await installedRuntime())?.env.versions.node;
}

/** ONNX Runtime as it is installed; undefined where it is not. */
async function installedRuntime(): Promise<typeof import("onnxruntime-node") | undefined> {
  let found: typeof import("onnxruntime-node");
  try {
    found = await import("onnxruntime-node");
  } catch (cause) {
    if (isNotInstalled(cause)) return undefined;
    throw new Error(`Cannot run models: ${PACKAGE} cannot be loaded: ${reasonOf(cause)}`, {
      cause,
    });
  }
  const { node: version } = found.env.versions;
  if (!isAtLeast(version ?? "0", LEAST)) {
    throw new Error(
      `Cannot run models: ${PACKAGE} ${version} is installed, ${LEAST} or newer is needed; ` +
        `npm install ${PACKAGE}@latest brings one`,
    );
  }
  return found;
}

/** True for the error of an import whose package is not there; one that it imports in turn is another matter. */
function isNotInstalled(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === "ERR_MODULE_NOT_FOUND" &&
    error.message.includes(PACKAGE);
}

/** True where a version is another or a later one; what stands behind a hyphen does not count. */
export function isAtLeast(version: string, least: string): boolean {
  const [found, wanted] = [version, least].map((text) => text.split("-")[0].split(".").map(Number));
  const at = wanted.findIndex((part, i) => (found[i] ?? 0) !== part);
  return at < 0 || (found[at] ?? 0) > wanted[at];
}

/** The lite engine, which says of what it refuses that ONNX Runtime would run it. */
function orInstall({ Tensor, InferenceSession }: OrtRuntime): OrtRuntime {
  return {
    Tensor,
    InferenceSession: {
      async create(model, options) {
        try {
          return await InferenceSession.create(model, options);
        } catch (cause) {
          const why = cause instanceof Error ? oneLine(cause.message) : String(cause);
          throw new Error(`${why}; npm install ${PACKAGE} brings a runtime for it`, { cause });
        }
      },
    },
  };
}
