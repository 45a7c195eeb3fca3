import process from "node:process";
import { deno } from "../host/deno.ts";
import type { Adapter } from "./device.ts";

/** The loader that finds the drivers of a system. */
const LOADER = "libvulkan.so.1";

/** The size of a `VkInstanceCreateInfo` of 64-bit systems, and its type. */
const CREATE_INFO = { bytes: 64, type: 1 };

/** The places in a `VkPhysicalDeviceProperties`, and a bound of its size. */
const PROPERTIES = { bytes: 1024, type: 16, name: 20, nameBytes: 256 };

/** `VK_PHYSICAL_DEVICE_TYPE_CPU`. */
const CPU = 4;

const SYMBOLS = {
  vkCreateInstance: { parameters: ["buffer", "pointer", "buffer"], result: "i32" },
  vkEnumeratePhysicalDevices: { parameters: ["u64", "buffer", "buffer"], result: "i32" },
  vkGetPhysicalDeviceProperties: { parameters: ["u64", "buffer"], result: "void" },
  vkDestroyInstance: { parameters: ["u64", "pointer"], result: "void" },
} as const;

/** The functions of the loader, as they are called here. */
interface Vulkan {
  vkCreateInstance(info: Uint8Array, allocator: null, instance: BigUint64Array): number;
  vkEnumeratePhysicalDevices(
    instance: bigint,
    count: Uint32Array,
    devices: BigUint64Array,
  ): number;
  vkGetPhysicalDeviceProperties(device: bigint, properties: Uint8Array): void;
  vkDestroyInstance(instance: bigint, allocator: null): void;
}

/**
 * The adapters that Vulkan finds on a Linux system, in the order of its loader; undefined where there is no
 * loader, on other systems, and in Node.js, which calls no libraries. A driver that fails may end the process.
 */
export function vulkanAdapters(): readonly Adapter[] | undefined {
  if (process.platform !== "linux" || !deno) return undefined;
  let symbols: Vulkan;
  try {
    symbols = deno.dlopen(LOADER, SYMBOLS).symbols as Vulkan;
  } catch {
    return undefined;
  }
  const instance = new BigUint64Array(1);
  const info = new Uint8Array(CREATE_INFO.bytes);
  new DataView(info.buffer).setUint32(0, CREATE_INFO.type, true);
  // It fails where no driver is there, which is no adapter.
  if (symbols.vkCreateInstance(info, null, instance) !== 0) return [];
  try {
    const count = new Uint32Array(1);
    const none = new BigUint64Array(0);
    if (symbols.vkEnumeratePhysicalDevices(instance[0], count, none) < 0) return [];
    const devices = new BigUint64Array(count[0]);
    if (symbols.vkEnumeratePhysicalDevices(instance[0], count, devices) < 0) return [];
    return [...devices.subarray(0, count[0])].map((device) => {
      const properties = new Uint8Array(PROPERTIES.bytes);
      symbols.vkGetPhysicalDeviceProperties(device, properties);
      return adapterOf(properties);
    });
  } finally {
    symbols.vkDestroyInstance(instance[0], null);
  }
}

function adapterOf(properties: Uint8Array<ArrayBuffer>): Adapter {
  const name = properties.subarray(PROPERTIES.name, PROPERTIES.name + PROPERTIES.nameBytes);
  const type = new DataView(properties.buffer).getUint32(PROPERTIES.type, true);
  return {
    name: new TextDecoder().decode(name.subarray(0, name.indexOf(0))),
    isSoftware: type === CPU,
  };
}
