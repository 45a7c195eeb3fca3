/** The devices that a model can run on, and the one that trains, in the order in which they are listed. */
export const DEVICE_NAMES = [
  "trainer",
  "onnxruntime-node cpu",
  "onnxruntime-node webgpu",
  "onnxruntime-node cuda",
  "onnxruntime-web wasm",
  "onnxruntime-web webgpu",
  "lite",
] as const;

/** The name of one of them. */
export type DeviceName = typeof DEVICE_NAMES[number];

/** A graphics adapter, by the name that its driver gives it. */
export interface Adapter {
  readonly name: string;
  /** True where it computes on the CPU: it is there for tests, and slower than what it stands for. */
  readonly isSoftware: boolean;
}

/** A device of this machine, or one that it has not. */
export interface Device {
  readonly name: DeviceName;
  /** True where a small model ran on it and gave what it should; null where that was not tried. */
  readonly isThere: boolean | null;
  /** A line on it: its version and kind, or why it is not there and what would bring it. */
  readonly says: string;
  /** The adapters that it may run on; the runtime chooses among them where there are several. */
  readonly adapters?: readonly Adapter[];
}

/** Adapters as a line lists them, those in software called so. */
export function describeAdapters(adapters: readonly Adapter[]): string {
  const names = adapters.map(({ name, isSoftware }) =>
    isSoftware ? `${name}, a software adapter` : name
  );
  return names.length === 1 ? names[0] : `one of: ${names.join("; ")}`;
}
