/** A thread that runs a program of its own. */
export interface Thread {
  /** Sends it a message; what threads share is shared, all else copied. */
  post(message: unknown): void;
  /** Ends it, once it is at rest. */
  end(): void;
}

/** The worker of a page, as far as it is used. */
interface PageWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { preventDefault?(): void }) => void) | null;
}

/**
 * Starts a program, a module, as a thread that does not keep the process alive: of `node:worker_threads` in
 * Deno and Node.js, a worker in a page.
 */
export async function startThread(program: URL): Promise<Thread> {
  if (typeof Reflect.get(globalThis, "process") !== "object") {
    const Worker = Reflect.get(globalThis, "Worker") as
      | (new (program: URL, options: { type: "module" }) => PageWorker)
      | undefined;
    if (!Worker) throw new Error("Cannot start a thread: there are none here");
    const worker = new Worker(program, { type: "module" });
    // Who waits for it asks what it shares: that it could not be loaded is all that there is to know.
    worker.onerror = (event) => event.preventDefault?.();
    return { post: (message) => worker.postMessage(message), end: () => worker.terminate() };
  }
  // A variable, so that bundles for pages need no such module.
  const module = "node:worker_threads";
  const { Worker } = await import(module) as typeof import("node:worker_threads");
  const worker = new Worker(program);
  worker.on("error", () => {});
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    end: () => void worker.terminate(),
  };
}

/** Hears the messages of whoever started this thread. */
export async function hearStarter(onMessage: (message: unknown) => void): Promise<void> {
  if (typeof Reflect.get(globalThis, "process") !== "object") {
    (globalThis as unknown as PageWorker).onmessage = ({ data }) => onMessage(data);
    return;
  }
  const module = "node:worker_threads";
  const { parentPort } = await import(module) as typeof import("node:worker_threads");
  if (!parentPort) throw new TypeError("Cannot run this program: it is for a thread");
  parentPort.on("message", onMessage);
}
