import { Worker } from "node:worker_threads";
import { requestFault } from "../../requests/request_fault.ts";
import type { PictureAnswer, PictureQuestion } from "./picture_messages.ts";

/** The requests with pictures that wait at once; more are refused. */
const MOST_WAITING = 64;

/** A thread that unpacks pictures, begun when the first one comes. */
export interface PictureThread {
  /**
   * The values of pictures for the run of this number, one behind the other; each comes with the number of
   * its example.
   *
   * Throws what the run's preprocessor throws, and a RequestFault of 503 where too many wait and where the
   * thread ended.
   */
  prepare(
    run: number,
    pictures: readonly (readonly [number: number, file: Uint8Array])[],
  ): Promise<Float32Array<ArrayBuffer>>;
  /** Ends it. */
  close(): Promise<void>;
}

/** A request that is waited for. */
interface Pending {
  readonly resolve: (values: Float32Array<ArrayBuffer>) => void;
  readonly reject: (error: Error) => void;
}

const own = new URL("./picture_worker.ts", import.meta.url);

/** Makes the thread of some runs, whose preprocessor_config.json are `files`. */
export function createPictureThread(
  files: readonly string[],
  { program = own }: { program?: URL } = {},
): PictureThread {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined, next = 0;

  const start = (): Worker => {
    const started = new Worker(program, { workerData: files });
    // One that died is replaced when the next picture comes.
    const end = () => {
      if (worker !== started) return;
      worker = undefined;
      for (const { reject } of pending.values()) reject(busy("what unpacks it has just ended"));
      pending.clear();
    };
    started.on("error", end);
    started.on("exit", end);
    started.on("message", (answer: PictureAnswer) => {
      const { resolve, reject } = pending.get(answer.id) ?? {};
      pending.delete(answer.id);
      if ("values" in answer) resolve?.(new Float32Array(answer.values));
      else reject?.(Object.assign(new Error(answer.message), { name: answer.name }));
    });
    return started;
  };
  return {
    prepare(run, pictures) {
      if (pending.size >= MOST_WAITING) return Promise.reject(busy("too many wait already"));
      const thread = worker ??= start(), id = next++;
      const copies = pictures.map(([number, file]) => [number, file.slice().buffer] as const);
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        const question: PictureQuestion = { id, run, pictures: copies };
        thread.postMessage(question, copies.map(([, file]) => file));
      });
    },
    async close() {
      const last = worker;
      worker = undefined;
      await last?.terminate();
    },
  };
}

function busy(why: string) {
  return requestFault(`Cannot unpack the picture: ${why}; try again in a second`, {
    status: 503,
    headers: { "retry-after": "1" },
  });
}
