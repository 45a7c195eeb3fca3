/** Two points of the plane by the two numbers at `items`: x, y, x, y. */
export function pairAt(points: usize, items: usize): v128 {
  const first = v128.load64_zero(points + 8 * <usize> load<u32>(items));
  return v128.load64_lane(points + 8 * <usize> load<u32>(items, 4), first, 1);
}
