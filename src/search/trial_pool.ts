import { Worker } from "node:worker_threads";
import { reasonOf } from "../core/one_line.ts";
import type { TrialEnd, TrialTask } from "./run_trial.ts";
import type { TrialAnswer, TrialQuestion, TrialSearch } from "./trial_messages.ts";

/** Threads that run trials side by side. */
export interface TrialPool {
  /**
   * Runs trials, as many at once as there are threads, and calls with the end of each as it comes; stops early,
   * each trial with a checkpoint, where the signal is aborted.
   */
  run(
    tasks: readonly TrialTask[],
    options: {
      readonly signal: AbortSignal;
      onEnd(task: TrialTask, end: TrialEnd): Promise<void>;
    },
  ): Promise<void>;
  close(): Promise<void>;
}

const program = new URL("./trial_worker.ts", import.meta.url);

/** Starts threads as they are needed, each with a backend of its own; one that dies fails its trial alone. */
export function createTrialPool(search: TrialSearch, { size }: { size: number }): TrialPool {
  const idle: Worker[] = [];
  const take = () => idle.pop() ?? new Worker(program, { workerData: search });
  const ask = (worker: Worker, task: TrialTask, signal: AbortSignal) =>
    new Promise<{ end: TrialEnd; isAlive: boolean }>((resolve) => {
      const stop = () => worker.postMessage({ type: "stop" } satisfies TrialQuestion);
      const settle = (end: TrialEnd, isAlive: boolean) => {
        signal.removeEventListener("abort", stop);
        worker.removeAllListeners();
        resolve({ end, isAlive });
      };
      const die = (reason: string) =>
        settle({ type: "failed", epochs: 0, failed: `Its thread ended: ${reason}` }, false);
      worker.once("message", (answer: TrialAnswer) => settle(answer, true));
      worker.once("error", (error) => die(reasonOf(error)));
      worker.once("exit", (code) => die(`exit code ${code}`));
      signal.addEventListener("abort", stop);
      worker.postMessage({ type: "run", task } satisfies TrialQuestion);
    });
  return {
    async run(tasks, { signal, onEnd }) {
      const left = [...tasks];
      const serve = async () => {
        for (let task = left.shift(); task && !signal.aborted; task = left.shift()) {
          const worker = take();
          const { end, isAlive } = await ask(worker, task, signal);
          if (isAlive) idle.push(worker);
          await onEnd(task, end);
        }
      };
      await Promise.all(Array.from({ length: Math.min(size, tasks.length) }, serve));
    },
    async close() {
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}
