import { multiplyAdd } from "../arithmetic/multiply_add";
import { biasAndClamp } from "./bias_and_clamp";
import { evenDepth } from "./gemm";

/** Columns of B that are summed at once, one register for every four. */
const WIDTH: usize = 32;
/** The bytes of an entry of a list: the place of a row of B, and what it is multiplied by. */
const ENTRY: usize = 8;
/** Rows of C that are listed at once. */
const ROWS: usize = 256;
/** The most of the values of A that may be other than 0, as one in so many: beyond, `gemm` is as fast. */
const FEW: usize = 4;
/** Products of fewer rows or columns are too little work for each value of A to pay for looking at it. */
const FEWEST_ROWS: usize = 21, FEWEST_COLUMNS: usize = 128;

/** Bytes of scratch memory that `multiplySparse` needs for a product of this depth. */
export function sparseScratch(depth: usize): usize {
  return ROWS * (4 + ENTRY * evenDepth(depth));
}

/**
 * True for a product A B, with A [rows, depth] or its transpose and B [depth, columns], where few values of A
 * are other than 0, such as counts of words, and that is large enough for it to pay.
 */
export function isSparseProduct(a: usize, rows: usize, columns: usize, depth: usize): bool {
  if (rows < FEWEST_ROWS || columns < FEWEST_COLUMNS || depth == 0) return false;
  return isSparse(a, rows * depth);
}

/**
 * Some rows of C = clamp(A B + bias) as `gemm` has it, where few values of A are other than 0: each row of C is
 * the sum of those rows of B whose value in A is not 0, times that value.
 *
 * A is [rows, depth], or its transpose where the flag says so, with rows that lie `strideA` bytes apart, B
 * is [depth, columns]. The depth is cut as `gemm` cuts it and sums are added in the same order, so that both
 * give the same values where those of B are finite.
 */
export function multiplySparse(
  a: usize,
  strideA: usize,
  b: usize,
  rows: usize,
  columns: usize,
  depth: usize,
  transposeA: bool,
  bias: usize,
  lowest: f32,
  highest: f32,
  scratch: usize,
  c: usize,
): void {
  const strideB = columns * 4;
  const even = evenDepth(depth), lists = scratch + ROWS * 4;
  for (let row: usize = 0; row < rows; row += ROWS) {
    const height = min(ROWS, rows - row);
    for (let p: usize = 0; p < depth; p += even) {
      const deep = min(even, depth - p), room = deep * ENTRY;
      if (transposeA) {
        listColumns(a + p * strideA + row * 4, strideA, height, deep, strideB, scratch, lists);
      } else listRows(a + row * strideA + p * 4, strideA, height, deep, strideB, scratch, lists);
      let list = lists, out = c + row * strideB;
      for (let i: usize = 0; i < height; i++) {
        addRows(list, load<u32>(scratch + i * 4), b + p * strideB, columns, p != 0, out);
        list += room;
        out += strideB;
      }
    }
  }
  biasAndClamp(c, strideB, rows, columns, bias, lowest, highest);
}

/** True where at most one in `FEW` of `count` values is not 0. Stops where there are more. */
function isSparse(x: usize, count: usize): bool {
  const end = x + count * 4, whole = x + (count & ~3) * 4, most = count / FEW;
  let found: usize = 0;
  while (x < whole) {
    const stop = min(whole, x + 4096);
    let lanes = i32x4.splat(0);
    // A comparison that holds is −1 in its lane.
    for (; x < stop; x += 16) {
      lanes = i32x4.sub(lanes, f32x4.ne(v128.load(x), f32x4.splat(0)));
    }
    found += i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1) +
      i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3);
    if (found > most) return false;
  }
  for (; x < end; x += 4) found += <usize> (f32.load(x) != 0);
  return found <= most;
}

/** Lists for each of some rows [height, deep] its values that are not 0, and where each list ends. */
function listRows(
  a: usize,
  stride: usize,
  height: usize,
  deep: usize,
  strideB: usize,
  ends: usize,
  lists: usize,
): void {
  const whole = (deep & ~3) * 4;
  for (let row: usize = 0; row < height; row++) {
    let end = lists;
    for (let at: usize = 0; at < whole; at += 16) {
      if (!v128.any_true(f32x4.ne(v128.load(a + at), f32x4.splat(0)))) continue;
      for (let i = at; i < at + 16; i += 4) end = listed(end, f32.load(a + i), (i >> 2) * strideB);
    }
    for (let at = whole; at < deep * 4; at += 4) {
      end = listed(end, f32.load(a + at), (at >> 2) * strideB);
    }
    store<u32>(ends + row * 4, <u32> end);
    lists += deep * ENTRY;
    a += stride;
  }
}

/** The same for rows that lie transposed, [deep, height]. */
function listColumns(
  a: usize,
  stride: usize,
  height: usize,
  deep: usize,
  strideB: usize,
  ends: usize,
  lists: usize,
): void {
  const room = deep * ENTRY, whole = (height & ~3) * 4;
  for (let row: usize = 0; row < height; row++) {
    store<u32>(ends + row * 4, <u32> (lists + row * room));
  }
  for (let p: usize = 0; p < deep; p++) {
    for (let at: usize = 0; at < whole; at += 16) {
      if (!v128.any_true(f32x4.ne(v128.load(a + at), f32x4.splat(0)))) continue;
      for (let i = at; i < at + 16; i += 4) {
        store<u32>(ends + i, <u32> listed(load<u32>(ends + i), f32.load(a + i), p * strideB));
      }
    }
    for (let at = whole; at < height * 4; at += 4) {
      store<u32>(ends + at, <u32> listed(load<u32>(ends + at), f32.load(a + at), p * strideB));
    }
    a += stride;
  }
}

/** The end of a list behind one more value, unless that is 0. */
function listed(end: usize, value: f32, place: usize): usize {
  store<u32>(end, <u32> place);
  store<f32>(end, value, 4);
  return end + <usize> (value != 0) * ENTRY;
}

/** out [columns] = Σ value · row of B over the entries of a list, or that and what is there. */
function addRows(
  list: usize,
  end: usize,
  b: usize,
  columns: usize,
  accumulate: bool,
  out: usize,
): void {
  const wide = columns - columns % WIDTH, whole = columns & ~3;
  let column: usize = 0;
  for (; column < wide; column += WIDTH) {
    addWide(list, end, b + column * 4, accumulate, out + column * 4);
  }
  for (; column < whole; column += 4) {
    let sum = f32x4.splat(0);
    for (let at = list; at < end; at += ENTRY) {
      const row = b + column * 4 + load<u32>(at);
      sum = multiplyAdd(v128.load32_splat(at, 4), v128.load(row), sum);
    }
    const to = out + column * 4;
    v128.store(to, accumulate ? f32x4.add(v128.load(to), sum) : sum);
  }
  for (; column < columns; column++) {
    let sum = f32x4.splat(0);
    for (let at = list; at < end; at += ENTRY) {
      const row = b + column * 4 + load<u32>(at);
      sum = multiplyAdd(v128.load32_splat(at, 4), v128.load32_splat(row), sum);
    }
    const to = out + column * 4, value = f32x4.extract_lane(sum, 0);
    f32.store(to, accumulate ? f32.load(to) + value : value);
  }
}

/** The same for the first `WIDTH` columns. */
function addWide(list: usize, end: usize, b: usize, accumulate: bool, out: usize): void {
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  let s4 = f32x4.splat(0), s5 = f32x4.splat(0), s6 = f32x4.splat(0), s7 = f32x4.splat(0);
  for (; list < end; list += ENTRY) {
    const value = v128.load32_splat(list, 4), row = b + load<u32>(list);
    s0 = multiplyAdd(value, v128.load(row), s0);
    s1 = multiplyAdd(value, v128.load(row, 16), s1);
    s2 = multiplyAdd(value, v128.load(row, 32), s2);
    s3 = multiplyAdd(value, v128.load(row, 48), s3);
    s4 = multiplyAdd(value, v128.load(row, 64), s4);
    s5 = multiplyAdd(value, v128.load(row, 80), s5);
    s6 = multiplyAdd(value, v128.load(row, 96), s6);
    s7 = multiplyAdd(value, v128.load(row, 112), s7);
  }
  if (accumulate) {
    s0 = f32x4.add(v128.load(out), s0);
    s1 = f32x4.add(v128.load(out, 16), s1);
    s2 = f32x4.add(v128.load(out, 32), s2);
    s3 = f32x4.add(v128.load(out, 48), s3);
    s4 = f32x4.add(v128.load(out, 64), s4);
    s5 = f32x4.add(v128.load(out, 80), s5);
    s6 = f32x4.add(v128.load(out, 96), s6);
    s7 = f32x4.add(v128.load(out, 112), s7);
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
  v128.store(out, s2, 32);
  v128.store(out, s3, 48);
  v128.store(out, s4, 64);
  v128.store(out, s5, 80);
  v128.store(out, s6, 96);
  v128.store(out, s7, 112);
}
