/** The routines of `asm/sparse/`: sparse codes and rows. */
export interface SparseRoutines {
  countKept(
    kept: number,
    values: number,
    count: number,
    rows: number,
    width: number,
    counts: number,
  ): number;
  firstOutside(indices: number, count: number, limit: number): number;
  gatherRows(
    x: number,
    indices: number,
    step: number,
    rows: number,
    columns: number,
    k: number,
    y: number,
  ): void;
  joinEntries(
    dy: number,
    indices: number,
    values: number,
    rows: number,
    k: number,
    width: number,
    joinedIndices: number,
    joined: number,
  ): void;
  keepFirst(
    indices: number,
    values: number,
    counts: number,
    rows: number,
    width: number,
    k: number,
    keptIndices: number,
    keptValues: number,
  ): void;
  leastPositive(values: number, count: number): number;
  listMarked(marks: number, count: number, integers: boolean, list: number): number;
  normalizeRows(x: number, rows: number, columns: number): void;
  removeParallel(gradient: number, weight: number, rows: number, columns: number): void;
  scatterRows(
    x: number,
    indices: number,
    values: number,
    rows: number,
    columns: number,
    k: number,
    y: number,
  ): void;
  segmentSum(
    x: number,
    segmentIds: number,
    rows: number,
    columns: number,
    segments: number,
    out: number,
  ): void;
  sparseColumnSums(
    indices: number,
    values: number,
    count: number,
    size: number,
    sums: number,
  ): void;
  sparseDecode(
    indices: number,
    values: number,
    rows: number,
    k: number,
    dictionary: number,
    columns: number,
    y: number,
  ): void;
  sparseDictionaryGradient(
    dy: number,
    indices: number,
    values: number,
    rows: number,
    k: number,
    size: number,
    columns: number,
    scratch: number,
    dDictionary: number,
  ): void;
  sparseValuesGradient(
    dy: number,
    indices: number,
    rows: number,
    k: number,
    dictionary: number,
    columns: number,
    dValues: number,
  ): void;
  topK(
    x: number,
    rows: number,
    columns: number,
    k: number,
    rectified: boolean,
    heap: number,
    indices: number,
    values: number,
  ): number;
}
