import { multiplyAdd } from "../arithmetic/multiply_add";

/** Rows of the tile of the product that stays in registers, and so of a packed panel of A. */
export const TILE_ROWS: usize = 5;
/** Columns of that tile, and so of a packed panel of B. */
export const TILE_COLUMNS: usize = 8;

/**
 * Writes one tile of A B to `c`, or adds it to what is there when `accumulate` is set.
 *
 * `a` is a packed panel [depth, 5], `b` a panel [depth, 8] whose rows are `strideB` bytes apart,
 * those of `c` `stride` bytes. Ten sums leave registers for two columns, four row values, one of
 * them spread over a register and the product that the simd build adds: fifteen, all that V8 has
 * on x86-64. Row values are loaded by four and spread by shuffles because V8 may check the bounds
 * of every single load; a step of depth is not unrolled because the optimizer then moves products
 * together and the sums out of their registers.
 */
export function tile(
  a: usize,
  b: usize,
  strideB: usize,
  depth: usize,
  c: usize,
  stride: usize,
  accumulate: bool,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0), c41 = f32x4.splat(0);
  const end = a + depth * TILE_ROWS * 4;
  while (a < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const rows = v128.load(a);
    let row = v128.shuffle<i32>(rows, rows, 0, 0, 0, 0);
    c00 = multiplyAdd(row, b0, c00);
    c01 = multiplyAdd(row, b1, c01);
    row = v128.shuffle<i32>(rows, rows, 1, 1, 1, 1);
    c10 = multiplyAdd(row, b0, c10);
    c11 = multiplyAdd(row, b1, c11);
    row = v128.shuffle<i32>(rows, rows, 2, 2, 2, 2);
    c20 = multiplyAdd(row, b0, c20);
    c21 = multiplyAdd(row, b1, c21);
    row = v128.shuffle<i32>(rows, rows, 3, 3, 3, 3);
    c30 = multiplyAdd(row, b0, c30);
    c31 = multiplyAdd(row, b1, c31);
    row = v128.load32_splat(a, 16);
    c40 = multiplyAdd(row, b0, c40);
    c41 = multiplyAdd(row, b1, c41);
    a += 20;
    b += strideB;
  }
  storeRow(c, c00, c01, accumulate);
  storeRow(c += stride, c10, c11, accumulate);
  storeRow(c += stride, c20, c21, accumulate);
  storeRow(c += stride, c30, c31, accumulate);
  storeRow(c += stride, c40, c41, accumulate);
}

/** Writes eight sums of a row of a tile, or adds them to what is there. */
export function storeRow(c: usize, left: v128, right: v128, accumulate: bool): void {
  if (accumulate) {
    left = f32x4.add(v128.load(c), left);
    right = f32x4.add(v128.load(c, 16), right);
  }
  v128.store(c, left);
  v128.store(c, right, 16);
}
