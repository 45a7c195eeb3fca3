import type { Routines } from "../routines.ts";

/** A call of a compiled routine: its name, and its arguments as numbers, truths as 0 and 1. */
export type Call = readonly [routine: RoutineName, ...args: number[]];

/** The name of a routine that can be called so. */
export type RoutineName = Exclude<keyof Routines, "memory">;

/** Whole numbers that all threads see and change: the state of the work that is shared out. */
const WORDS = {
  /** The number of the job, the number of its parts and the next part to be taken, in one. */
  job: 0,
  /** The parts that are done. */
  done: 1,
  /** Counts up with every job, and is what threads that wait for one sleep on. */
  bell: 2,
  /** The threads that sleep until the bell, or soon will. */
  sleepers: 3,
  /** The threads that went back to their event loops, and come when they are sent for. */
  resting: 4,
  /** The threads that take parts, besides the one that shares them out. */
  helpers: 5,
  /** Not 0 once a routine failed in a thread. */
  failed: 6,
  /** Not 0 once all is over. */
  over: 7,
  /** The bytes of scratch memory of each thread. */
  scratchBytes: 8,
  /** Not 0 once threads at rest are sent for, until one of them has come. */
  called: 9,
} as const;

/** The words of which each part has one, which says where its calls begin. */
const FIRST_START = 16;

/** The most parts of a job. */
export const MOST_PARTS = 512;

/** The words of which each part has one, for what its last call returned. */
const FIRST_RESULT = FIRST_START + MOST_PARTS;

/** All words. */
const WORD_COUNT = FIRST_RESULT + MOST_PARTS;

/** The bits of the word of a job that are of the next part, and of the number of parts. */
const PART_BITS = 10, PART_MASK = (1 << PART_BITS) - 1;

/** The numbers of all calls of a job together, at most. */
export const MOST_NUMBERS = 1 << 18;

/** Added to a place in the scratch memory of whichever thread makes the call. */
const SCRATCH = 2 ** 40;

/** An argument that is a place in the scratch memory of the thread that makes the call. */
export function inScratch(offset: number): number {
  return SCRATCH + offset;
}

/** The state that threads share, and the calls of the job at hand. */
export interface Control {
  readonly words: Int32Array;
  /** The place of the first thread's scratch memory, then of each part its calls. */
  readonly numbers: Float64Array;
}

/** The state before any job, in memory that threads share. */
export function createControl(): Control {
  const words = WORD_COUNT * 4, numbers = (1 + MOST_NUMBERS) * 8;
  return controlOn(new SharedArrayBuffer(Math.ceil(words / 8) * 8 + numbers));
}

/** The same state as another thread sees it. */
export function controlOn(buffer: SharedArrayBuffer): Control {
  return {
    words: new Int32Array(buffer, 0, WORD_COUNT),
    numbers: new Float64Array(buffer, Math.ceil(WORD_COUNT / 2) * 8),
  };
}

/** The routines of an instance by their numbers, which are the same in every thread. */
export function routineTable(routines: Routines): readonly ((...args: number[]) => unknown)[] {
  return routineNames(routines).map((name) =>
    routines[name] as unknown as (...args: number[]) => unknown
  );
}

/** The names of the routines of an instance, in the order of their numbers. */
export function routineNames(routines: Routines): readonly RoutineName[] {
  return (Object.keys(routines) as (keyof Routines)[])
    .filter((name): name is RoutineName => typeof routines[name] === "function").sort();
}

/**
 * Lays out a job and rings: from then on every thread takes parts of it. The job before must be done. False,
 * with nothing changed, where its calls have more numbers than there is room for.
 */
export function publish(
  { words, numbers }: Control,
  parts: readonly (readonly Call[])[],
  { numberOf, scratch, scratchBytes }: {
    readonly numberOf: ReadonlyMap<string, number>;
    readonly scratch: number;
    readonly scratchBytes: number;
  },
): boolean {
  let at = 1;
  numbers[0] = scratch;
  for (const [i, calls] of parts.entries()) {
    words[FIRST_START + i] = at;
    if (at + 1 > MOST_NUMBERS) return false;
    numbers[at++] = calls.length;
    for (const call of calls) {
      if (at + call.length + 1 > MOST_NUMBERS) return false;
      numbers[at++] = numberOf.get(call[0])!;
      numbers[at++] = call.length - 1;
      for (let j = 1; j < call.length; j++) numbers[at++] = call[j] as number;
    }
  }
  words[WORDS.scratchBytes] = scratchBytes;
  words[WORDS.done] = 0;
  const job = (words[WORDS.job] >>> 2 * PART_BITS) + 1;
  // In order for all threads: what was written before is seen by whoever sees this.
  Atomics.store(words, WORDS.job, job << 2 * PART_BITS | parts.length << PART_BITS);
  Atomics.add(words, WORDS.bell, 1);
  if (Atomics.load(words, WORDS.sleepers) > 0) Atomics.notify(words, WORDS.bell);
  return true;
}

/**
 * Takes a part that nobody has taken; −1 where none is left. A part is taken whole or not at all, and of the
 * job at hand alone: its number, the number of parts and the next part change together.
 */
export function takePart({ words }: Control): number {
  for (;;) {
    const word = Atomics.load(words, WORDS.job), part = word & PART_MASK;
    if (part >= (word >>> PART_BITS & PART_MASK)) return -1;
    if (Atomics.compareExchange(words, WORDS.job, word, word + 1) === word) return part;
  }
}

/** Makes the calls of a part in their order, as thread number `thread`, and counts it as done, also where one throws. */
export function runPart(
  { words, numbers }: Control,
  { part, thread, table }: {
    readonly part: number;
    readonly thread: number;
    readonly table: readonly ((...args: number[]) => unknown)[];
  },
): void {
  const scratch = numbers[0] + thread * words[WORDS.scratchBytes], args: number[] = [];
  let at = words[FIRST_START + part];
  try {
    for (let calls = numbers[at++]; calls > 0; calls--) {
      const routine = table[numbers[at++]], count = numbers[at++];
      args.length = count;
      for (let i = 0; i < count; i++) {
        const value = numbers[at++];
        args[i] = value >= SCRATCH ? value - SCRATCH + scratch : value;
      }
      words[FIRST_RESULT + part] = Number(routine(...args));
    }
  } finally {
    // Whoever waits for it waits for ever otherwise.
    Atomics.add(words, WORDS.done, 1);
  }
}

/** Makes calls in their order in this thread, whose scratch memory is at a place; gives what the last returned. */
export function makeCalls(
  calls: readonly Call[],
  { routines, scratch }: { readonly routines: Routines; readonly scratch: number },
): number {
  const args: number[] = [];
  let result = 0;
  for (const call of calls) {
    args.length = call.length - 1;
    for (let i = 1; i < call.length; i++) {
      const value = call[i] as number;
      args[i - 1] = value >= SCRATCH ? value - SCRATCH + scratch : value;
    }
    result = Number((routines[call[0]] as unknown as (...args: number[]) => unknown)(...args));
  }
  return result;
}

/** The values that the last call of each part returned, of a job whose parts are all done. */
export function resultsOf({ words }: Control, parts: number): number[] {
  return [...words.subarray(FIRST_RESULT, FIRST_RESULT + parts)];
}

/** The parts that are done of the job at hand. */
export function partsDone({ words }: Control): number {
  return Atomics.load(words, WORDS.done);
}

/** Sleeps until more parts are done than `done`, or for some milliseconds. */
export function sleepUntilDone({ words }: Control, done: number, milliseconds: number): void {
  Atomics.wait(words, WORDS.done, done, milliseconds);
}

/** Wakes the thread that shares work out, if it sleeps. */
export function tellDone({ words }: Control): void {
  Atomics.notify(words, WORDS.done);
}

/** The bell as it stands. */
export function bellOf({ words }: Control): number {
  return Atomics.load(words, WORDS.bell);
}

/** Sleeps until the bell is no more as it stood, or for some milliseconds; true where it was rung. */
export function sleepUntilBell({ words }: Control, bell: number, milliseconds: number): boolean {
  Atomics.add(words, WORDS.sleepers, 1);
  const woken = Atomics.wait(words, WORDS.bell, bell, milliseconds);
  Atomics.sub(words, WORDS.sleepers, 1);
  return woken !== "timed-out";
}

type Counted = "resting" | "helpers";

/** Changes a count of threads. */
export function count({ words }: Control, what: Counted, change: 1 | -1): void {
  Atomics.add(words, WORDS[what], change);
}

/** A count of threads. */
export function countOf({ words }: Control, what: Counted): number {
  return Atomics.load(words, WORDS[what]);
}

type Flag = "failed" | "over" | "called";

/** Remembers that something failed, that all is over, or that threads at rest are sent for. */
export function raise({ words }: Control, flag: Flag): void {
  Atomics.store(words, WORDS[flag], 1);
}

/** Forgets it. */
export function lower({ words }: Control, flag: Flag): void {
  Atomics.store(words, WORDS[flag], 0);
}

/** True where that happened. */
export function isRaised({ words }: Control, flag: Flag): boolean {
  return Atomics.load(words, WORDS[flag]) !== 0;
}

/** Rings without a job, so that sleepers look at the flags. */
export function ring({ words }: Control): void {
  Atomics.add(words, WORDS.bell, 1);
  Atomics.notify(words, WORDS.bell);
}
