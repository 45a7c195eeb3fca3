/** The most threads: more would wait for the memory, and each has scratch of its own there. */
export const MOST_THREADS = 64;

/** The number of threads to run kernels on, and the reason where that is one. */
export interface WantedThreads {
  readonly count: number;
  readonly reason?: string;
}

let wanted: number | undefined;

/** Sets the number of threads that kernels run on in this process; as many as processors unless given. */
export function useThreads(count: number | undefined): void {
  wanted = count;
}

/**
 * The number of threads to run kernels on: `count`, or those that the process is to use, or the processors
 * there are. One where a page draws itself, as nothing may wait for another thread there.
 *
 * Throws a RangeError for what is no number of threads.
 */
export async function threadsToUse(count: number | undefined = wanted): Promise<WantedThreads> {
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= MOST_THREADS)) {
    throw new RangeError(
      `Cannot compute on ${count} threads: expected a whole number from 1 to ${MOST_THREADS}`,
    );
  }
  if (Reflect.has(globalThis, "document")) {
    return { count: 1, reason: "a page may not wait for threads where it draws itself" };
  }
  if (count !== undefined) return count > 1 ? { count } : { count, reason: "it was asked for" };
  const there = Math.min(MOST_THREADS, await processors());
  return there > 1 ? { count: there } : { count: there, reason: "there is one processor" };
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
