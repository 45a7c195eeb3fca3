import { Worker } from "node:worker_threads";
import { requestFault } from "../../requests/request_fault.ts";
import type { Rows } from "../batching/rows.ts";
import type { Engine, EngineOptions, GraphName, OpenedRun } from "./engine.ts";
import { packRows, unpackRows, type WorkerAnswer, type WorkerQuestion } from "./worker_messages.ts";

/** The choices of an engine in a thread of its own, besides those of the engine. */
export interface WorkerOptions {
  /** The program of the thread. */
  readonly program?: URL;
  /** Hears that the thread died, and why, and that another one took its place. */
  readonly hear?: (event: WorkerEvent) => void;
  /** The milliseconds before another one takes its place after the first death in a row, then twice as many. */
  readonly pause?: number;
}

/** Something that happened to the thread. */
export type WorkerEvent =
  | { readonly type: "died"; readonly reason: string }
  | { readonly type: "replaced" };

/** The longest pause before another thread is started, in milliseconds. */
const LONGEST_PAUSE = 30_000;

/** A run that is waited for. */
interface Pending {
  readonly resolve: (rows: Rows) => void;
  readonly reject: (error: unknown) => void;
}

/** A thread and what is waited for in it. */
interface Thread {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
  isDead: boolean;
}

const program = new URL("./inference_worker.ts", import.meta.url);

/**
 * Opens runs in a thread of their own. When it dies, what it ran is answered by a RequestFault of 503, and
 * another takes its place; until then everything is.
 *
 * Throws an Error, one sentence, where the runs cannot be opened.
 */
export async function startWorkerEngine(
  options: EngineOptions,
  { program: url = program, hear = () => {}, pause = 100 }: WorkerOptions = {},
): Promise<Engine> {
  let thread: Thread | undefined, timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false, deaths = 0, next = 0;

  const bury = (reason: string) => {
    if (isClosed) return;
    const dead = thread;
    thread = undefined;
    void dead?.worker.terminate();
    hear({ type: "died", reason });
    for (const { reject } of dead?.pending.values() ?? []) reject(lost());
    timer = setTimeout(replace, Math.min(LONGEST_PAUSE, pause * 2 ** deaths++));
  };
  const replace = async () => {
    try {
      const started = await startThread(options, { url, bury });
      if (isClosed) return void started.thread.worker.terminate();
      if (started.thread.isDead) throw new Error("it ended as soon as it had begun");
      thread = started.thread;
      hear({ type: "replaced" });
    } catch (error) {
      bury(error instanceof Error ? error.message : String(error));
    }
  };

  const first = await startThread(options, { url, bury });
  thread = first.thread;
  return {
    runs: first.runs,
    get isReady() {
      return thread !== undefined;
    },
    async run(run: number, graph: GraphName, rows: Rows) {
      if (!thread) throw lost();
      const { worker, pending } = thread, id = next++;
      const answer = await new Promise<Rows>((resolve, reject) => {
        pending.set(id, { resolve, reject });
        const { packed, memory } = packRows(rows);
        const question: WorkerQuestion = { type: "run", id, run, graph, rows: packed };
        worker.postMessage(question, memory);
      });
      deaths = 0;
      return answer;
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      const last = thread;
      thread = undefined;
      for (const { reject } of last?.pending.values() ?? []) reject(lost());
      await last?.worker.terminate();
    },
  };
}

function lost() {
  return requestFault("Cannot run the model: what computes it has just ended, and starts anew", {
    status: 503,
    headers: { "retry-after": "1" },
  });
}

/** Starts a thread and opens the runs in it; from then on `bury` hears of its death. */
function startThread(
  options: EngineOptions,
  { url, bury }: { url: URL; bury: (reason: string) => void },
): Promise<{ thread: Thread; runs: readonly OpenedRun[] }> {
  const worker = new Worker(url);
  const thread: Thread = { worker, pending: new Map(), isDead: false };
  return new Promise((resolve, reject) => {
    let isOpen = false;
    const fail = (reason: string) => {
      if (thread.isDead) return;
      thread.isDead = true;
      if (isOpen) return bury(reason);
      void worker.terminate();
      reject(new Error(reason));
    };
    worker.on("error", (error) => fail(error instanceof Error ? error.message : String(error)));
    worker.on("exit", (code) => fail(`it ended with ${code}`));
    worker.on("message", (answer: WorkerAnswer) => {
      switch (answer.type) {
        case "opened":
          isOpen = true;
          return resolve({ thread, runs: answer.runs });
        case "refused":
          return fail(answer.message);
        case "ran":
          thread.pending.get(answer.id)?.resolve(unpackRows(answer.rows));
          return void thread.pending.delete(answer.id);
        case "failed":
          thread.pending.get(answer.id)?.reject(new Error(answer.message));
          return void thread.pending.delete(answer.id);
      }
    });
    const question: WorkerQuestion = { type: "open", options };
    worker.postMessage(question);
  });
}
