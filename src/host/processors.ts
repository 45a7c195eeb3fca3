let wanted: number | undefined;

/** Sets the number of threads that kernels run on in this process; as many as processors unless given. */
export function useThreads(count: number | undefined): void {
  wanted = count;
}

/**
 * The number of threads to run kernels on: those that were asked for, or the processors there are. One where
 * a page draws itself, as nothing may wait for another thread there.
 */
export async function threadsToUse(): Promise<number> {
  if (Reflect.has(globalThis, "document")) return 1;
  return wanted ?? await processors();
}

/** The processors that this process may use, as far as the host tells; 1 where it does not. */
async function processors(): Promise<number> {
  const navigator: unknown = Reflect.get(globalThis, "navigator");
  const count: unknown = navigator instanceof Object
    ? Reflect.get(navigator, "hardwareConcurrency")
    : undefined;
  if (typeof count === "number" && count >= 1) return Math.floor(count);
  if (typeof Reflect.get(globalThis, "process") !== "object") return 1;
  // Node.js 20 has no navigator. A variable, so that bundles for pages need no such module.
  const module = "node:os";
  const { availableParallelism } = await import(module) as typeof import("node:os");
  return availableParallelism();
}
