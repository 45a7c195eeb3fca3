import { inverseOf, quotient } from "../arithmetic/quotient";
import { WindowSizes } from "../layout/window_sizes";

/** Adds the values of a window that lies inside the image from `x` on. */
export function unpoolWhole(
  y: usize,
  switches: usize,
  line: usize,
  pixel: usize,
  size: u32,
  sizeWidth: u32,
  x: usize,
): i32 {
  const inverse = inverseOf(sizeWidth), skip = line - sizeWidth * pixel;
  for (let at: usize = 0; at < pixel; at += 4) {
    const place = load<u32>(switches + at);
    if (place >= size) return <i32> (at >> 2);
    const to = x + at + place * pixel + quotient(place, inverse) * skip;
    f32.store(to, f32.load(to) + f32.load(y + at));
  }
  return -1;
}

/** Adds the values of a window that starts in this row and column, where the image has places. */
export function unpoolEdge(
  windows: WindowSizes,
  y: usize,
  switches: usize,
  fromRow: i32,
  fromColumn: i32,
  x: usize,
): i32 {
  const height: u32 = windows.height,
    width: u32 = windows.width,
    sizeWidth: u32 = windows.sizeWidth;
  const size: u32 = windows.sizeHeight * sizeWidth, inverse = inverseOf(sizeWidth);
  const pixel: usize = windows.channels * 4, line = width * pixel;
  for (let at: usize = 0; at < pixel; at += 4) {
    const place = load<u32>(switches + at), row = quotient(place, inverse);
    const column = place - row * sizeWidth;
    // What is before the image is a large number without its sign.
    const toRow = <u32> fromRow + row, toColumn = <u32> fromColumn + column;
    if (place >= size || toRow >= height || toColumn >= width) return <i32> (at >> 2);
    const to = x + at + toRow * line + toColumn * pixel;
    f32.store(to, f32.load(to) + f32.load(y + at));
  }
  return -1;
}
