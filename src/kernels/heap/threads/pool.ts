import { startThread, type Thread } from "../../../host/start_thread.ts";
import type { Routines } from "../routines.ts";
import {
  type Call,
  countOf,
  createControl,
  isRaised,
  MOST_PARTS,
  partsDone,
  publish,
  raise,
  resultsOf,
  ring,
  routineNames,
  routineTable,
  runPart,
  sleepUntilDone,
  takePart,
} from "./control.ts";
import type { ThreadStart } from "./kernel_thread.ts";

/** Threads that share one heap, of which the one that owns the pool is the first. */
export interface Pool {
  /** The threads that there are to be, with the first. */
  readonly size: number;
  /** The threads that take parts now, with the first: one until others were asked for, and are up. */
  threads(): number;
  /** The threads that went back to their event loops, as there was no work for a while. */
  resting(): number;
  /** Starts the others, which join when they are up; nothing where they were started. */
  start(): Promise<void>;
  /**
   * Makes the calls of parts, those of a part in their order and parts side by side, and returns when all
   * are made. `scratch` is the place of `scratchBytes` for each thread. Gives what the last call of each
   * part returned; undefined, with nothing done, for more calls than there is room for. Throws an Error where one failed, or does not come back.
   */
  run(
    parts: readonly (readonly Call[])[],
    options: { readonly scratch: number; readonly scratchBytes: number },
  ): number[] | undefined;
  /** Ends the other threads. */
  close(): Promise<void>;
}

const program = new URL("./kernel_thread.ts", import.meta.url);

/** The looks at whether the others are done before the first thread sleeps. */
const LOOKS = 4000;
/** The longest sleep in milliseconds without another look. */
const SLEEP = 5;
/** The sleeps, a minute of them, after which a thread that has not done its part is taken for gone. */
const MOST_SLEEPS = 60_000 / SLEEP;

/** A pool of so many threads on a memory that they share, none of which is started but the first. */
export function createPool(
  { module, memory, routines, size }: {
    readonly module: WebAssembly.Module;
    readonly memory: WebAssembly.Memory;
    readonly routines: Routines;
    readonly size: number;
  },
): Pool {
  const control = createControl(), table = routineTable(routines);
  const numberOf = new Map(routineNames(routines).map((name, i) => [name as string, i]));
  let starting: Promise<void> | undefined, others: Thread[] = [];

  /** Sends for threads that went back to their event loops. */
  const callResting = () => {
    if (countOf(control, "resting") === 0 || isRaised(control, "called")) return;
    raise(control, "called");
    for (const thread of others) thread.post("work");
  };
  const startOther = async (number: number): Promise<Thread> => {
    const thread = await startThread(program);
    const buffer = control.words.buffer as SharedArrayBuffer;
    thread.post({ module, memory, control: buffer, thread: number } satisfies ThreadStart);
    return thread;
  };
  const startOthers = async () => {
    others = await Promise.all(Array.from({ length: size - 1 }, (_, i) => startOther(i + 1)));
  };
  return {
    size,
    threads: () => 1 + countOf(control, "helpers"),
    resting: () => countOf(control, "resting"),
    start: () => starting ??= size > 1 ? startOthers() : Promise.resolve(),
    run(parts, places) {
      if (parts.length > MOST_PARTS || !publish(control, parts, { ...places, numberOf })) {
        return undefined;
      }
      callResting();
      let fault: unknown;
      for (let part = takePart(control); part >= 0; part = takePart(control)) {
        try {
          runPart(control, { part, thread: 0, table });
        } catch (error) {
          // The others are in the midst of their parts: what is thrown waits for them.
          fault = error;
        }
      }
      for (let looks = 0, done = partsDone(control); done < parts.length;) {
        if (looks++ > LOOKS) sleepUntilDone(control, done, SLEEP);
        if (looks > LOOKS + MOST_SLEEPS) {
          throw new Error(
            "Cannot go on: a thread has not come back with its part for a minute; one thread does without",
          );
        }
        done = partsDone(control);
      }
      if (fault !== undefined) throw fault;
      if (isRaised(control, "failed")) {
        throw new Error("Cannot go on: a kernel failed in a thread");
      }
      return resultsOf(control, parts.length);
    },
    async close() {
      await starting;
      raise(control, "over");
      ring(control);
      // Those that sleep see it when they wake, those that rest when they are sent for.
      for (const thread of others) thread.post("over");
      while (countOf(control, "helpers") > 0) await new Promise((wait) => setTimeout(wait, 1));
      for (const thread of others) thread.end();
      others = [];
    },
  };
}
