import type { PlainSparseCode } from "./top_k.ts";

/** The sizes of a code [rows, width], of which `count` entries in all may be kept. */
export interface BatchSizes {
  readonly rows: number;
  readonly width: number;
  readonly count: number;
}

/** A code of as many entries a row as the fullest one keeps, and the least value kept. */
export interface PlainBatchCode extends PlainSparseCode {
  readonly width: number;
  readonly threshold: number;
}

/**
 * The plain twin of `asm/sparse/batch_top_k.ts`: all entries sorted, the first ones above 0 kept and the
 * others of each row, whose values fall, made 0.
 */
export function batchTopK(
  { indices, values }: PlainSparseCode,
  { rows, width, count }: BatchSizes,
): PlainBatchCode {
  const order = Array.from(values.keys()).sort((a, b) => values[b] - values[a] || a - b);
  const kept = order.slice(0, count).filter((i) => values[i] > 0);
  const counts = new Array<number>(rows).fill(0);
  for (const i of kept) counts[Math.floor(i / width)]++;
  const most = Math.max(1, ...counts);
  const places = counts.flatMap((own, row) =>
    Array.from({ length: most }, (_, i) => ({ at: row * width + i, isKept: i < own }))
  );
  return {
    width: most,
    threshold: kept.length === 0 ? 0 : values[kept[kept.length - 1]],
    indices: Int32Array.from(places, ({ at }) => indices[at]),
    values: Float32Array.from(places, ({ at, isKept }) => isKept ? values[at] : 0),
  };
}
