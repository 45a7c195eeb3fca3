/** Rows of floats that come one by one. */
export interface RowBuffer {
  /** The number of rows. */
  readonly count: number;
  /** Adds a copy of a row. */
  push(row: Float32Array): void;
  /** All rows behind one another. */
  joined(): Float32Array<ArrayBuffer>;
}

/** The most values of one chunk. */
const LARGEST_CHUNK = 2 ** 20;

/** Creates a buffer for rows of `size` values, which grows in chunks and so copies none twice. */
export function createRowBuffer(size: number): RowBuffer {
  const chunks: Float32Array<ArrayBuffer>[] = [];
  let chunk = new Float32Array(0);
  let used = 0, count = 0;
  return {
    get count() {
      return count;
    },
    push(row) {
      if (used === chunk.length) {
        const most = Math.max(1, Math.floor(LARGEST_CHUNK / Math.max(1, size)));
        chunk = new Float32Array(Math.min(most, Math.max(16, count)) * size);
        chunks.push(chunk);
        used = 0;
      }
      chunk.set(row, used);
      used += size;
      count++;
    },
    joined() {
      const all = new Float32Array(count * size);
      let at = 0;
      for (const each of chunks) {
        const rows = each === chunk ? each.subarray(0, used) : each;
        all.set(rows, at);
        at += rows.length;
      }
      return all;
    },
  };
}
