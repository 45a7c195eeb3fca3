import { availableParallelism } from "node:os";
import { reasonOf } from "../core/one_line.ts";
import { readKernels, readLiteKernels } from "../io/read_kernels.ts";
import { cudaFault } from "./cuda_fault.ts";
import { describeAdapters, type Device, DEVICE_NAMES, type DeviceName } from "./device.ts";
import { mayTry, type Trial, tryApart } from "./trial.ts";
import { tryRuntime } from "./try_runtime.ts";
import { webGpuFault } from "./web_gpu_fault.ts";

/** A device without its name, as its attempt leaves it. */
type Found = Omit<Device, "name">;

/** The ways in which devices are tried: those of a driver in a process of their own. */
export interface ListOptions {
  /** Tries a device apart; null where no other process may be started. */
  readonly apart?: ((name: DeviceName) => Promise<Trial>) | null;
}

/**
 * All devices that a model can run on, and the one that trains: those that are there, each tried with a
 * small model whose answer is checked, and for the others the reason.
 *
 * Devices of native drivers are tried one after another, in processes of their own.
 */
export async function listDevices(
  { apart = mayTry() ? tryApart : null }: ListOptions = {},
): Promise<Device[]> {
  const node = await installed(() => import("onnxruntime-node"));
  const web = await installed(() => import("onnxruntime-web/wasm"));
  const versions = { node: node?.env.versions.node ?? "", web: web?.env.versions.web ?? "" };
  const cores = availableParallelism();
  const tried: Readonly<Record<DeviceName, () => Promise<Found>>> = {
    trainer: () => found(trainer),
    "onnxruntime-node cpu": () =>
      found(async () => {
        await tryRuntime(node!);
        return `version ${versions.node}, ${counted(cores, "core")}`;
      }),
    "onnxruntime-node webgpu": () =>
      ofDriver("onnxruntime-node webgpu", { apart, version: versions.node }),
    "onnxruntime-node cuda": async () => {
      const fault = cudaFault();
      if (fault !== undefined) return { isThere: false, says: fault };
      return await ofDriver("onnxruntime-node cuda", { apart, version: versions.node });
    },
    "onnxruntime-web wasm": () =>
      found(async () => {
        await tryRuntime(web!);
        // As long as it is not told of a number, it looks for what Deno has not: 1 is all there is.
        return `version ${versions.web}, ${counted(web!.env.wasm.numThreads ?? 1, "thread")}`;
      }),
    "onnxruntime-web webgpu": () =>
      ofDriver("onnxruntime-web webgpu", { apart, version: versions.web }),
    lite: () =>
      found(async () => {
        const { createLiteRuntime } = await import("../lite/mod.ts");
        await tryRuntime(createLiteRuntime({ kernels: await readLiteKernels() }));
        return "the toolkit's own engine, SIMD, 1 thread";
      }),
  };
  const devices: Device[] = [];
  for (const name of DEVICE_NAMES) {
    const [of] = name.split(" ");
    const isAbsent = of === "onnxruntime-node" && !node || of === "onnxruntime-web" && !web;
    const says = `${of} is not installed; npm install ${of} brings it`;
    devices.push({ name, ...(isAbsent ? { isThere: false, says } : await tried[name]()) });
  }
  return devices;
}

/** A package; undefined where it is not installed. */
async function installed<Module>(load: () => Promise<Module>): Promise<Module | undefined> {
  try {
    return await load();
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** A device that is there where an attempt succeeds, which gives its line. */
async function found(attempt: () => Promise<string>): Promise<Found> {
  try {
    return { isThere: true, says: await attempt() };
  } catch (error) {
    return { isThere: false, says: reasonOf(error) };
  }
}

async function trainer(): Promise<string> {
  const { startBackend } = await import("../kernels/mod.ts");
  const { version } = await import("@tensorflow/tfjs");
  const { getThreadsCount } = await import("@tensorflow/tfjs-backend-wasm");
  const { build } = await startBackend({ binaries: await readKernels() });
  const kind = build === "relaxed-simd" ? "relaxed SIMD" : "SIMD without relaxed instructions";
  // It counts what it started with: one where threads are not to be had.
  const threads = Math.max(1, getThreadsCount());
  return `TensorFlow.js ${version.tfjs} on WASM, ${kind}, ${counted(threads, "thread")}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

async function ofDriver(
  name: DeviceName,
  { apart, version }: { apart: NonNullable<ListOptions["apart"]> | null; version: string },
): Promise<Found> {
  if (apart === null) {
    return {
      isThere: null,
      says:
        "not tried, as its driver may end the process that does, and this one may start no other: " +
        "deno task devices may",
    };
  }
  const { why, adapters } = await apart(name);
  const known = { ...(adapters && adapters.length > 0 && { adapters }) };
  if (why !== undefined) {
    const says = name === "onnxruntime-node cuda"
      ? `its library is there and fails: ${why}`
      : webGpuFault(why, { adapters, isNode: name === "onnxruntime-node webgpu" });
    return { isThere: false, says, ...known };
  }
  const on = known.adapters ? `, on ${describeAdapters(known.adapters)}` : "";
  return { isThere: true, says: `version ${version}${on}`, ...known };
}
