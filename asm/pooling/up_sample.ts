/**
 * y [rows · factorHeight, columns · factorWidth, channels]: each pixel of x [rows, columns,
 * channels] repeated factorHeight times down and factorWidth times across.
 */
export function upSample(
  x: usize,
  rows: i32,
  columns: i32,
  channels: i32,
  factorHeight: i32,
  factorWidth: i32,
  y: usize,
): void {
  const pixel: usize = channels * 4, step = factorWidth * pixel, line = columns * step;
  const end = x + rows * columns * pixel;
  while (x < end) {
    const first = y, next = y + line;
    if (channels == 1 && factorWidth == 2) {
      for (; y + 32 <= next; y += 32) {
        const four = v128.load(x);
        v128.store(y, v128.shuffle<f32>(four, four, 0, 0, 1, 1));
        v128.store(y, v128.shuffle<f32>(four, four, 2, 2, 3, 3), 16);
        x += 16;
      }
    }
    for (; y < next; y += step) {
      repeatPixel(x, pixel, step, y);
      x += pixel;
    }
    for (let row = 1; row < factorHeight; row++) {
      memory.copy(y, first, line);
      y += line;
    }
  }
}

function repeatPixel(x: usize, pixel: usize, bytes: usize, y: usize): void {
  const whole = pixel & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const value = v128.load(x + at);
    for (let to: usize = at; to < bytes; to += pixel) v128.store(y + to, value);
  }
  for (; at < pixel; at += 4) {
    const value = f32.load(x + at);
    for (let to: usize = at; to < bytes; to += pixel) f32.store(y + to, value);
  }
}
