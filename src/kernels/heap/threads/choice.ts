/** A choice between two ways that do the same, by the time that each took. */
export interface Choice {
  /** True where the work at hand is to be shared out. */
  isShared(): boolean;
  /** Remembers the time that work of one way took, in any unit that work of one size has in common. */
  took(time: number, isShared: boolean): void;
}

/** The times of each way that are looked at before one is preferred. */
const FIRST = 3;
/** The way that is not preferred is tried once in so many times: the machine may have other work by now. */
const EVERY = 40;
/** The weight of the newest time in the mean of each way. */
const NEWEST = 0.2;

/** A choice of which nothing is known yet. */
export function createChoice(): Choice {
  const ways = { alone: { mean: 0, count: 0 }, shared: { mean: 0, count: 0 } };
  let asked = 0;
  return {
    isShared() {
      const { alone, shared } = ways;
      asked++;
      if (alone.count < FIRST) return false;
      if (shared.count < FIRST) return true;
      const isBetter = shared.mean < alone.mean;
      return asked % EVERY === 0 ? !isBetter : isBetter;
    },
    took(time, isShared) {
      const way = isShared ? ways.shared : ways.alone;
      // A first time is that of code which is yet to be compiled, and of memory that is yet to be had.
      way.mean = way.count < 2 ? time : way.mean + NEWEST * (time - way.mean);
      way.count++;
    },
  };
}
