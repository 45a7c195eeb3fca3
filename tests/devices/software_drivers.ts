/** The Vulkan drivers in software that Debian has: Mesa's, and the one that comes with Chromium. */
const MESA = [
  "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json",
  "/usr/share/vulkan/icd.d/lvp_icd.aarch64.json",
];
const CHROMIUM = "/usr/lib/chromium/vk_swiftshader_icd.json";

/**
 * The environment of a process that finds a driver in software alone, so that a test does the same on machines
 * with a GPU; empty where none is there. What is in onnxruntime-node refuses Mesa's of Debian 12 and gets both
 * to choose from; Deno's `navigator.gpu` gets Mesa's where it is there, which is faster.
 */
export function softwareDrivers(
  runtime: "onnxruntime-node" | "onnxruntime-web",
): Record<string, string> {
  const mesa = MESA.filter(isFile), all = [...mesa, CHROMIUM].filter(isFile);
  const found = runtime === "onnxruntime-web" && mesa.length > 0 ? mesa : all;
  return found.length === 0 ? {} : { VK_ICD_FILENAMES: found.join(":") };
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
