import type { Adapter } from "./device.ts";

/** The names of adapters that compute on the CPU, in case a driver does not say so itself. */
const SOFTWARE = /llvmpipe|lavapipe|swiftshader|softpipe|microsoft basic render|\bwarp\b/i;

/**
 * The adapter of `navigator.gpu`; undefined where it has none. The one that `onnxruntime-web` would take
 * unless it is told otherwise.
 */
export async function webAdapter(): Promise<Adapter | undefined> {
  if (!("gpu" in navigator)) return undefined;
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) return undefined;
  const { description, device, vendor, isFallbackAdapter } = adapter.info;
  const name = description || [vendor, device].join(" ").trim() || "an adapter without a name";
  return { name, isSoftware: isFallbackAdapter || SOFTWARE.test(name) };
}
