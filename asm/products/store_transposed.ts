/** Stores the columns of a 4 × 4 matrix as its rows, one after the other. */
export function storeTransposed(a: v128, b: v128, c: v128, d: v128, out: usize): void {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  v128.store(out, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(out, v128.shuffle<i64>(ab, cd, 1, 3), 16);
  const lastAb = v128.shuffle<i32>(a, b, 2, 6, 3, 7), lastCd = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<i64>(lastAb, lastCd, 0, 2), 32);
  v128.store(out, v128.shuffle<i64>(lastAb, lastCd, 1, 3), 48);
}
