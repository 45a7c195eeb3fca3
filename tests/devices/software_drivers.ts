/** The Vulkan drivers in software that Debian has: Mesa's, and the one that comes with Chromium. */
const DRIVERS = [
  "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json",
  "/usr/share/vulkan/icd.d/lvp_icd.aarch64.json",
  "/usr/lib/chromium/vk_swiftshader_icd.json",
];

/**
 * The environment of a process that finds these drivers alone, so that a test does the same on machines with
 * a GPU; empty where none is there. The runtimes choose among them: what ONNX Runtime uses in
 * onnxruntime-node refuses Mesa's of Debian 12, and Deno takes the first.
 */
export function softwareDrivers(): Record<string, string> {
  const found = DRIVERS.filter(isFile);
  return found.length === 0 ? {} : { VK_ICD_FILENAMES: found.join(":") };
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
