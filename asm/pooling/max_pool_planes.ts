/**
 * out [planes, rows, columns]: the largest value of each window of x [planes, height, width] that lies
 * inside of it, -∞ where none does. A window of size × sizeAcross places, `gap` apart, begins
 * `top` and `left` before the plane.
 */
export function maxPoolPlanes(
  x: usize,
  planes: i32,
  height: i32,
  width: i32,
  size: i32,
  sizeAcross: i32,
  step: i32,
  stepAcross: i32,
  gap: i32,
  gapAcross: i32,
  top: i32,
  left: i32,
  rows: i32,
  columns: i32,
  out: usize,
): void {
  for (let plane = 0; plane < planes; plane++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let largest: f32 = -Infinity;
        for (let down = 0, y = row * step - top; down < size; down++, y += gap) {
          if (<u32> y >= <u32> height) continue;
          const line = x + ((plane * height + y) * width << 2);
          for (let across = 0, at = column * stepAcross - left; across < sizeAcross; across++) {
            if (<u32> at < <u32> width) {
              const value = f32.load(line + (at << 2));
              if (value > largest) largest = value;
            }
            at += gapAcross;
          }
        }
        f32.store(out, largest);
        out += 4;
      }
    }
  }
}
