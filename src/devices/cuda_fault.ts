import { join } from "@std/path";
import { statSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The library of the provider, beside that of the runtime. */
const LIBRARY = "libonnxruntime_providers_cuda.so";

/** The script of the package that fetches what is too large for it. */
const INSTALL = "ONNXRUNTIME_NODE_INSTALL=cuda12 deno run --allow-read --allow-write --allow-env " +
  "--allow-sys --allow-net node_modules/onnxruntime-node/script/install.js";

/**
 * The reason why ONNX Runtime has no CUDA here, and what brings it; undefined where its library is there.
 * `folder` is that of the package.
 */
export function cudaFault(
  { os, arch, folder = packageFolder() }: { os: string; arch: string; folder?: string } = {
    os: process.platform,
    arch: process.arch,
  },
): string | undefined {
  if (os !== "linux" || arch !== "x64") {
    return `onnxruntime-node has it for Linux on x64, not for ${os} on ${arch}`;
  }
  try {
    if (statSync(join(folder, "bin/napi-v6/linux/x64", LIBRARY)).isFile()) return undefined;
  } catch {
    // Not there, or not to be looked at, and then not to be loaded either.
  }
  return `${LIBRARY} is not installed: "${INSTALL}" fetches it, for a driver of CUDA 12 and cuDNN 9`;
}

function packageFolder(): string {
  return fileURLToPath(new URL("../", import.meta.resolve("onnxruntime-node")));
}
