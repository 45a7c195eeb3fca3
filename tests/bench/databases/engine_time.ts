/** The times of one engine on codes of one number. */
export interface EngineTime {
  readonly engine: string;
  readonly count: number;
  /** Codes a second while it is filled. */
  readonly perSecond: number;
  /** Bytes of each code, of everything that the engine keeps. */
  readonly bytes: number;
  /** Milliseconds of a query, at the median and at the 99th percentile. */
  readonly p50: number;
  readonly p99: number;
  /** The share of the ten nearest that it finds; of equally far ones any counts. */
  readonly recall: number;
}

/** Figures of an engine: its seconds to fill, its bytes, and each query's time and distances. */
export interface Measured {
  readonly seconds: number;
  readonly bytes: number;
  readonly milliseconds: readonly number[];
  readonly distances: readonly (readonly number[])[];
}

/** The times as figures, beside the exact distances. */
export function engineTime(
  engine: string,
  { seconds, bytes, milliseconds, distances }: Measured,
  { count, exact }: { readonly count: number; readonly exact: Measured["distances"] },
): EngineTime {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  let right = 0, all = 0;
  exact.forEach((expected, query) => {
    const farthest = expected[expected.length - 1];
    right += distances[query].filter((distance) => distance <= farthest).length;
    all += expected.length;
  });
  return {
    ...{ engine, count, perSecond: count / seconds, bytes: bytes / count },
    ...{ p50: at(0.5), p99: at(0.99), recall: right / all },
  };
}
