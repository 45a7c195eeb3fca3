/** One line of the table: our time beside that of stock tfjs. */
export interface Comparison {
  readonly name: string;
  readonly size: string;
  readonly oursMilliseconds: number;
  readonly stockMilliseconds: number;
  /** Stock time over ours: how many times faster ours is. */
  readonly ratio: number;
  /** Our floating-point operations a second in 10⁹, where they are counted. */
  readonly gigaflops?: number | undefined;
}

/** Two ways to compute the same, to be timed beside each other. */
export interface Contest {
  readonly name: string;
  readonly size: string;
  ours(): void;
  stock(): void;
  /** Floating-point operations of one run. */
  readonly operations?: number;
  /** True where stock takes seconds: it is timed a few times only. */
  readonly slow?: boolean;
}

const FEWEST_WARM_UP_RUNS = 3;
/** Milliseconds of warm-up: the optimizing tier compiles in the background meanwhile. */
const WARM_UP = 1000;
const FEWEST_ROUNDS = 5;
const FEWEST_SLOW_ROUNDS = 3;
const RUNS_BESIDE_SLOW = 5;
const MOST_ROUNDS = 25;
/** Milliseconds after which no other round starts. */
const PATIENCE = 2500;
/** Milliseconds that a timed run should last at least; shorter ones are repeated. */
const SHORTEST_RUN = 2;

/**
 * Times both sides in turns and compares their medians, so that a busy machine slows both alike.
 *
 * WebAssembly has no on-stack replacement: the first calls run in the baseline tier and are not
 * counted.
 */
export function compare(
  { name, size, ours, stock, operations, slow = false }: Contest,
): Comparison {
  const runOurs = repeated(ours), runStock = repeated(stock, slow ? 1 : FEWEST_WARM_UP_RUNS);
  const start = performance.now();
  const timesOurs: number[] = [], timesStock: number[] = [];
  while (
    timesStock.length < (slow ? FEWEST_SLOW_ROUNDS : FEWEST_ROUNDS) ||
    (timesStock.length < MOST_ROUNDS && performance.now() - start < PATIENCE)
  ) {
    // After seconds of other work the first run finds cold caches, which training never does.
    for (let i = 0; i < (slow ? RUNS_BESIDE_SLOW : 1); i++) timesOurs.push(runOurs());
    timesStock.push(runStock());
  }
  const oursMilliseconds = median(timesOurs), stockMilliseconds = median(timesStock);
  return {
    name,
    size,
    oursMilliseconds,
    stockMilliseconds,
    ratio: stockMilliseconds / oursMilliseconds,
    gigaflops: operations === undefined ? undefined : operations / oursMilliseconds / 1e6,
  };
}

/** Warms a function up and returns a timer that runs it often enough to be timed. */
function repeated(run: () => void, fewest = FEWEST_WARM_UP_RUNS): () => number {
  let shortest = Infinity;
  const start = performance.now();
  for (let i = 0; i < fewest || performance.now() - start < WARM_UP; i++) {
    const before = performance.now();
    run();
    shortest = Math.min(shortest, performance.now() - before);
  }
  const times = Math.min(1000, Math.ceil(SHORTEST_RUN / Math.max(shortest, 1e-3)));
  return () => {
    const before = performance.now();
    for (let i = 0; i < times; i++) run();
    return (performance.now() - before) / times;
  };
}

/** The middle of some values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
