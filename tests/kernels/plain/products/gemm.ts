/** The sizes of a product and how its operands lie. */
export interface GemmOptions {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** Added to every row [columns]. */
  readonly bias?: Float32Array;
  readonly lowest?: number;
  readonly highest?: number;
}

/** The depth of the blocks that `asm/products/gemm.ts` sums apart. */
const BLOCK_DEPTH = 256;
/** Products of this many rows are computed row by row. */
const FEW_ROWS = 3;

/**
 * The plain twin of `asm/products/gemm.ts`: C = clamp(A B + bias), with the sums of the simd build in its
 * order and with its roundings, so that the bits of both are equal.
 *
 * A [rows, depth] and B [depth, columns], or their transposes, give C [rows, columns].
 */
export function gemm(
  { a, b }: { a: Float32Array; b: Float32Array },
  options: GemmOptions,
): Float32Array<ArrayBuffer> {
  const { rows, columns, depth, transposeA = false, transposeB = false, bias } = options;
  const { lowest = -Infinity, highest = Infinity } = options;
  const c = new Float32Array(rows * columns);
  const x = new Float32Array(depth), y = new Float32Array(depth);
  for (let i = 0; i < rows; i++) {
    for (let p = 0; p < depth; p++) x[p] = transposeA ? a[p * rows + i] : a[i * depth + p];
    for (let j = 0; j < columns; j++) {
      for (let p = 0; p < depth; p++) y[p] = transposeB ? b[j * depth + p] : b[p * columns + j];
      const sum = order(options)(x, y);
      const value = bias ? Math.fround(sum + bias[j]) : sum;
      c[i * columns + j] = value < lowest ? lowest : highest < value ? highest : value;
    }
  }
  return c;
}

type Dot = (x: Float32Array, y: Float32Array) => number;

/** The order of summation that the kernel takes: few rows or one column are not cut into blocks. */
function order({ rows, columns, transposeA, transposeB }: GemmOptions): Dot {
  if (columns === 1) return transposeA ? dotInOrder : dotInLanes;
  if (rows === 1 || (rows <= FEW_ROWS && !transposeA)) return transposeB ? dotInLanes : dotInOrder;
  return dotInBlocks;
}

function dotInOrder(x: Float32Array, y: Float32Array): number {
  let sum = 0;
  for (let p = 0; p < x.length; p++) sum = Math.fround(sum + Math.fround(x[p] * y[p]));
  return sum;
}

function dotInBlocks(x: Float32Array, y: Float32Array): number {
  const even = Math.ceil(x.length / Math.ceil(x.length / BLOCK_DEPTH));
  let total = 0;
  for (let start = 0; start < x.length; start += even) {
    const block = dotInOrder(x.subarray(start, start + even), y.subarray(start, start + even));
    total = Math.fround(total + block);
  }
  return total;
}

/** Sixteen partial sums, then four, then one, as registers hold them. */
export function dotInLanes(x: Float32Array, y: Float32Array): number {
  const lanes = new Float32Array(16);
  const add = (lane: number, p: number) => lanes[lane] += Math.fround(x[p] * y[p]);
  const whole = x.length & ~15, fours = x.length & ~3;
  for (let p = 0; p < whole; p++) add(p & 15, p);
  for (let p = whole; p < fours; p++) add(p & 3, p);
  for (let lane = 0; lane < 4; lane++) {
    const first = Math.fround(lanes[lane] + lanes[lane + 4]);
    lanes[lane] = first + Math.fround(lanes[lane + 8] + lanes[lane + 12]);
  }
  const left = Math.fround(lanes[0] + lanes[1]), right = Math.fround(lanes[2] + lanes[3]);
  let sum = Math.fround(left + right);
  for (let p = fours; p < x.length; p++) sum = Math.fround(sum + Math.fround(x[p] * y[p]));
  return sum;
}
