import { requestFault } from "../../requests/request_fault.ts";
import { copyRows, cutRows, joinRows, type Rows } from "./rows.ts";

/** The run of a model on rows, which it may take away, to as many rows. */
export type RunRows = (rows: Rows) => Promise<Rows>;

/** The bounds of batches, and who hears of them. */
export interface BatcherOptions {
  /** The most examples that run at once. */
  readonly maxRows: number;
  /**
   * The most milliseconds that a request waits while the model has nothing to do, for as many as ran last:
   * one that comes alone where others did too does not wait.
   */
  readonly maxWait: number;
  /** The most examples that wait; more are refused with 503. */
  readonly maxQueue: number;
  /** False to run each request alone, for a model whose rows depend on their neighbours. */
  readonly isJoining: boolean;
  /** The time in milliseconds. */
  readonly now: () => number;
  /** Hears of each batch that has run. */
  readonly observe?: (batch: RanBatch) => void;
}

/** A batch that has run. */
export interface RanBatch {
  readonly rows: number;
  /** The milliseconds that each of its parts waited. */
  readonly waits: readonly number[];
  /** The milliseconds that it ran. */
  readonly duration: number;
}

/** A queue before a model, which puts together what waits. */
export interface Batcher {
  /** The number of examples that wait. */
  readonly waiting: number;
  /**
   * The answer for some rows, which may run together with those of others and in several batches. Throws a
   * RequestFault of 413 for more rows than may ever wait, and of 503 where too many wait already.
   *
   * `signal` gives what tells that nobody waits for the answer any more. It is asked for where the rows must
   * wait for more than one batch: to watch a request costs more than to run a small one for nobody.
   */
  submit(rows: Rows, options?: { readonly signal?: () => AbortSignal }): Promise<Rows>;
}

/** Rows that wait for their turn. */
interface Waiting {
  readonly rows: Rows;
  readonly since: number;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (rows: Rows) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes a queue before a model: one batch runs at a time, what comes meanwhile makes up the next, in the
 * order in which it came.
 */
export function createBatcher(run: RunRows, options: BatcherOptions): Batcher {
  const { maxRows, maxWait, maxQueue, now } = options;
  const queue: Waiting[] = [];
  let waiting = 0, last = 1, isRunning = false, timer: ReturnType<typeof setTimeout> | undefined;

  const enqueue = (rows: Rows, signal: AbortSignal | undefined) =>
    new Promise<Rows>((resolve, reject) => {
      queue.push({ rows, since: now(), signal, resolve, reject });
      waiting += rows.rows;
    });

  /** Starts a batch, now or once the oldest has waited for long enough. */
  const schedule = () => {
    if (isRunning || queue.length === 0) return;
    const isEnough = queue.length >= last || waiting >= maxRows || !options.isJoining;
    const left = isEnough ? 0 : queue[0].since + maxWait - now();
    if (left <= 0) {
      clearTimeout(timer);
      timer = undefined;
      void runNext();
    } else {
      timer ??= setTimeout(() => {
        timer = undefined;
        void runNext();
      }, left);
    }
  };

  const runNext = async () => {
    const batch = takeBatch(queue, options);
    waiting = queue.reduce((sum, { rows }) => sum + rows.rows, 0);
    if (batch.length === 0) return schedule();
    isRunning = true;
    last = batch.length;
    const started = now(), rows = batch.reduce((sum, each) => sum + each.rows.rows, 0);
    try {
      // Memory of its own, as the engine may take it away.
      const [first, ...others] = batch;
      const together = others.length === 0
        ? copyRows(first.rows)
        : joinRows(batch.map((each) => each.rows));
      const answer = await run(together);
      let at = 0;
      for (const each of batch) each.resolve(cutRows(answer, at, at += each.rows.rows));
    } catch (error) {
      for (const each of batch) each.reject(error);
    }
    isRunning = false;
    options.observe?.({
      rows,
      waits: batch.map(({ since }) => started - since),
      duration: now() - started,
    });
    schedule();
  };

  return {
    get waiting() {
      return waiting;
    },
    async submit(rows, { signal: watch } = {}) {
      checkRoom(rows.rows, { waiting, maxQueue });
      const isNext = options.isJoining ? waiting + rows.rows <= maxRows : waiting === 0;
      const signal = isNext ? undefined : watch?.();
      if (rows.rows <= maxRows) {
        const answer = enqueue(rows, signal);
        schedule();
        return await answer;
      }
      const parts: Promise<Rows>[] = [];
      for (let at = 0; at < rows.rows; at += maxRows) {
        parts.push(enqueue(cutRows(rows, at, Math.min(rows.rows, at + maxRows)), signal));
      }
      schedule();
      return joinRows(await Promise.all(parts));
    },
  };
}

/** Takes from the front what runs at once, and turns away those that nobody waits for any more. */
function takeBatch(
  queue: Waiting[],
  { maxRows, isJoining }: Pick<BatcherOptions, "maxRows" | "isJoining">,
): Waiting[] {
  const batch: Waiting[] = [];
  let rows = 0, taken = 0;
  for (const each of queue) {
    if (each.signal?.aborted) {
      each.reject(each.signal.reason);
    } else {
      if (batch.length > 0 && (!isJoining || rows + each.rows.rows > maxRows)) break;
      batch.push(each);
      rows += each.rows.rows;
    }
    taken++;
  }
  queue.splice(0, taken);
  return batch;
}

function checkRoom(
  rows: number,
  { waiting, maxQueue }: { waiting: number; maxQueue: number },
): void {
  if (rows > maxQueue) {
    throw requestFault(
      `Cannot run ${rows} examples at once: at most ${maxQueue} may wait, send them in several requests`,
      { status: 413 },
    );
  }
  if (waiting + rows <= maxQueue) return;
  throw requestFault(
    `Cannot take ${rows} more example${
      rows === 1 ? "" : "s"
    }: ${waiting} wait already, of at most ` +
      `${maxQueue}; try again in a second`,
    { status: 503, headers: { "retry-after": "1" } },
  );
}
