import { realpathSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { reasonOf } from "../core/one_line.ts";
import type { Trial } from "./trial.ts";
import { tryRuntime } from "./try_runtime.ts";
import { vulkanAdapters } from "./vulkan_adapters.ts";
import { webAdapter } from "./web_adapter.ts";

/** Options that say nothing but errors, and refuse to leave the model to the CPU. */
const strictly = (provider: string) => ({
  executionProviders: [provider],
  logSeverityLevel: 4,
  extra: { session: { disable_cpu_ep_fallback: "1" } },
});

const trials: Readonly<Record<string, () => Promise<Trial>>> = {
  async "onnxruntime-node webgpu"() {
    const adapters = vulkanAdapters();
    return await trialOf(async () => {
      await tryRuntime(await import("onnxruntime-node"), strictly("webgpu"));
    }, { ...(adapters && { adapters }) });
  },
  async "onnxruntime-node cuda"() {
    return await trialOf(async () => {
      await tryRuntime(await import("onnxruntime-node"), strictly("cuda"));
    }, {});
  },
  async "onnxruntime-web webgpu"() {
    const adapter = await webAdapter();
    if (adapter === undefined) return { adapters: [], why: "no adapter" };
    return await trialOf(async () => {
      await tryRuntime(await import("onnxruntime-web/webgpu"), strictly("webgpu"));
    }, { adapters: [adapter] });
  },
};

async function trialOf(attempt: () => Promise<void>, found: Trial): Promise<Trial> {
  try {
    await attempt();
    return found;
  } catch (error) {
    return { ...found, why: reasonOf(error) };
  }
}

/**
 * Tries a device of a native driver in this process. Throws a TypeError for the name of another.
 *
 * As a program it is the process that tries one, so that a driver which fails takes nothing else down: its
 * argument is the name, and it prints the `Trial` as JSON.
 */
export async function runTrial(name: string): Promise<Trial> {
  if (!(name in trials)) {
    throw new TypeError(
      `Cannot try "${name}" apart: expected one of ${Object.keys(trials).join(", ")}`,
    );
  }
  return await trials[name]();
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  console.log(JSON.stringify(await runTrial(process.argv[2])));
  // Native threads of a runtime may keep the process.
  process.exit(0);
}
