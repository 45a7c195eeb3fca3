/** Rows [N, D] of floats of which only those that are not 0 are held: compressed sparse rows. */
export interface SparseRows {
  /** The place of the first entry of each row, and behind the last one their number [N + 1]. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** The column of each entry, rising within a row. */
  readonly columns: Uint32Array<ArrayBuffer>;
  /** The value of each entry. */
  readonly entries: Float32Array<ArrayBuffer>;
}

/**
 * Rows that are filled one after the other. The arrays grow by half as they fill, so that there is no list
 * of numbers beside them.
 */
export interface SparseRowsBuilder {
  /** Ends a row with the entries that it has, by rising columns. */
  add(columns: ArrayLike<number>, entries: ArrayLike<number>): void;
  /** The rows so far. */
  rows(): SparseRows;
}

/** The entries for which there is room at first. */
const FIRST_ROOM = 1024;

/** A builder of so many rows. */
export function sparseRowsBuilder(count: number): SparseRowsBuilder {
  const starts = new Uint32Array(count + 1);
  let columns = new Uint32Array(FIRST_ROOM), entries = new Float32Array(FIRST_ROOM);
  let row = 0, at = 0;
  return {
    add(newColumns, newEntries) {
      if (at + newEntries.length > entries.length) {
        const room = Math.ceil(1.5 * (at + newEntries.length));
        const before = { columns, entries };
        columns = new Uint32Array(room), entries = new Float32Array(room);
        columns.set(before.columns.subarray(0, at));
        entries.set(before.entries.subarray(0, at));
      }
      columns.set(newColumns, at);
      entries.set(newEntries, at);
      starts[++row] = at += newEntries.length;
    },
    rows: () => ({ starts, columns: columns.slice(0, at), entries: entries.slice(0, at) }),
  };
}

/** The entries of one row, as views of those of all. */
export function sparseRow(
  { starts, columns, entries }: SparseRows,
  row: number,
): { columns: Uint32Array<ArrayBuffer>; entries: Float32Array<ArrayBuffer> } {
  const from = starts[row], to = starts[row + 1];
  return { columns: columns.subarray(from, to), entries: entries.subarray(from, to) };
}

/** Writes all values of one row [D] over those of `out`. */
export function fillSparseRow(
  { starts, columns, entries }: SparseRows,
  row: number,
  out: Float32Array,
): void {
  out.fill(0);
  for (let at = starts[row]; at < starts[row + 1]; at++) out[columns[at]] = entries[at];
}

/** The chosen rows, in the order of the indices, as a copy. */
export function takeSparseRows(rows: SparseRows, indices: ArrayLike<number>): SparseRows {
  const taken = sparseRowsBuilder(indices.length);
  for (let i = 0; i < indices.length; i++) {
    const { columns, entries } = sparseRow(rows, indices[i]);
    taken.add(columns, entries);
  }
  return taken.rows();
}

/** The same rows with other entries, given for each entry and its row. */
export function mapSparseRows(
  rows: SparseRows,
  map: (entry: number, row: number) => number,
): SparseRows {
  const entries = new Float32Array(rows.entries.length);
  for (let row = 0; row + 1 < rows.starts.length; row++) {
    for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++) {
      entries[at] = map(rows.entries[at], row);
    }
  }
  return { ...rows, entries };
}

/** The rows of several, one after the other. */
export function joinSparseRows(parts: readonly SparseRows[]): SparseRows {
  const counts = parts.map(({ starts }) => starts.length - 1);
  const joined = sparseRowsBuilder(counts.reduce((sum, count) => sum + count, 0));
  parts.forEach((part, i) => {
    for (let row = 0; row < counts[i]; row++) {
      const { columns, entries } = sparseRow(part, row);
      joined.add(columns, entries);
    }
  });
  return joined.rows();
}
