import process from "node:process";
import { deno } from "../host/deno.ts";
import { type Adapter, describeAdapters } from "./device.ts";

/** The packages that bring a loader, and a driver for tests. */
const PACKAGES =
  "of Debian's packages libvulkan1 is a loader, and mesa-vulkan-drivers has drivers, one " +
  "in software among them";

/**
 * The line on a WebGPU that does not run: `why` is what the runtime says, `adapters` those that were found,
 * which is undefined where nothing could ask for them.
 */
export function webGpuFault(
  why: string,
  { adapters, isNode }: { adapters: readonly Adapter[] | undefined; isNode: boolean },
): string {
  const reason = why.replace(/^.* was false\. /, "");
  if (adapters === undefined) {
    return isNode && deno && process.platform === "linux"
      ? `no Vulkan loader: ${PACKAGES}`
      : `it fails: ${reason}`;
  }
  if (adapters.length === 0) return `no graphics adapter: ${PACKAGES}`;
  return `it does not take ${describeAdapters(adapters)}: ${reason}`;
}
