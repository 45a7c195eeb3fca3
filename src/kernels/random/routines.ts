/** The routines of `asm/random/`: random numbers. */
export interface RandomRoutines {
  bernoulli(
    key0: number,
    key1: number,
    first: number,
    count: number,
    threshold: number,
    value: number,
    scratch: number,
    out: number,
  ): void;
  normal(
    key0: number,
    key1: number,
    first: number,
    count: number,
    scratch: number,
    out: number,
  ): void;
  /** Only its test calls this one from here. */
  philox(
    key0: number,
    key1: number,
    c: bigint,
    c2: number,
    c3: number,
    count: number,
    scratch: number,
    out: number,
  ): void;
  randomScratch(): number;
  uniform(
    key0: number,
    key1: number,
    first: number,
    count: number,
    scratch: number,
    out: number,
  ): void;
}
