import { now } from "../../../host/now.ts";
import { poolOf, routines, threadScratchPointer } from "../heap.ts";
import { type Call, makeCalls } from "./control.ts";
import { type Choice, createChoice } from "./choice.ts";
import type { Pool } from "./pool.ts";
import { rangesOf } from "./ranges_of.ts";

/** Work that can be shared out. */
export interface SharedWork {
  /** The name of its kind: work of one kind and about one size takes about one time. */
  readonly kind: string;
  /** The additions and multiplications, or the values moved, that it takes. */
  readonly operations: number;
  /** The bytes of scratch memory that each thread needs, at places by `inScratch`. */
  readonly scratchBytes?: number;
  /** Does it all in this thread, where that is less than to make the calls of one part. */
  alone?(): void;
  /**
   * The calls that do it, in about so many parts: those of a part are made in their order, by one thread.
   * Neither what is computed nor its bytes may depend on the number of parts, or on who makes them.
   */
  parts(count: number): (readonly Call[])[];
}

/** Does work, on one thread or several. */
export type Share = (work: SharedWork) => unknown;

/** The values that elementwise work is cut by: whole registers, so that each value is computed as it was. */
export const WHOLE_VALUES = 64;

/** Operations below which no work is shared out: waking a thread takes as long. */
const LEAST = 200_000;

/** The parts for each thread: those that are quick, or begin early, take more of them. */
const PARTS_PER_THREAD = 3;

/** Milliseconds of such work after which threads are started: a short program does without them. */
const LONG = 150;

const choices = new Map<string, Choice>();
let spent = 0, sharing: Sharing = "quicker";

/**
 * Does work, on as many threads as there are where that was quicker before. The bytes are the same either
 * way, so that no more depends on the choice than the time. Gives what the last call of each part returned,
 * which for whole numbers is kept.
 */
export function shareWork(work: SharedWork): readonly number[] {
  const { kind, operations } = work, pool = poolOf();
  if (pool === undefined || sharing === "none" || (operations < LEAST && sharing !== "all")) {
    return doAlone(work);
  }
  const threads = pool.threads(), key = `${kind} ${Math.round(2 * Math.log2(operations))}`;
  let choice = choices.get(key);
  if (!choice) choices.set(key, choice = createChoice());
  const isWanted = threads > 1 && (sharing === "all" || choice.isShared());
  const began = now();
  const shared = isWanted ? doShared(work, pool) : undefined, results = shared ?? doAlone(work);
  const took = now() - began;
  choice.took(took / operations, shared !== undefined);
  if (spent < LONG) {
    spent += took;
    // Where none can be started, this one goes on alone.
    if (spent >= LONG) pool.start().catch(() => {});
  }
  return results;
}

function doShared({ parts, scratchBytes = 0 }: SharedWork, pool: Pool): number[] | undefined {
  const bytes = Math.ceil(scratchBytes / 64) * 64;
  const scratch = bytes > 0 ? threadScratchPointer(bytes * pool.size) : 0;
  return pool.run(parts(pool.threads() * PARTS_PER_THREAD), { scratch, scratchBytes: bytes });
}

/**
 * Makes a call on a range of values or rows [0, count), cut where there are threads: every part is of a multiple
 * of `step`, but for the last. `operations` are those of all.
 */
export function shareRange(
  kind: string,
  { count, step, operations }: {
    readonly count: number;
    readonly step: number;
    readonly operations: number;
  },
  call: (from: number, size: number) => Call,
): void {
  shareWork({
    ...{ kind, operations },
    parts: (parts) => rangesOf(count, { parts, step }).map(({ from, size }) => [call(from, size)]),
  });
}

function doAlone({ alone, parts, scratchBytes = 0 }: SharedWork): number[] {
  if (alone) {
    alone();
    return [];
  }
  const scratch = scratchBytes > 0 ? threadScratchPointer(scratchBytes) : 0;
  return parts(1).map((calls) => makeCalls(calls, { routines: routines(), scratch }));
}

/** The ways to decide on whether work is shared out: all that can be, none, or what was quicker so. */
export type Sharing = "all" | "none" | "quicker";

/** Decides on it for this process: by what was quicker unless tests and benchmarks say otherwise. */
export function setSharing(wanted: Sharing): void {
  sharing = wanted;
}
