/**
 * dx [rows, columns, channels]: the sums of the blocks of factorHeight × factorWidth pixels of
 * dy [rows · factorHeight, columns · factorWidth, channels], row after row of each.
 */
export function upSampleGradient(
  dy: usize,
  rows: i32,
  columns: i32,
  channels: i32,
  factorHeight: i32,
  factorWidth: i32,
  dx: usize,
): void {
  const pixel: usize = channels * 4, step = factorWidth * pixel, line = columns * step;
  for (let row = 0; row < rows; row++) {
    const next = dx + columns * pixel;
    let block = dy;
    if (channels == 1 && factorWidth == 2) {
      for (; dx + 16 <= next; dx += 16) {
        v128.store(dx, sumFourPairs(block, line, factorHeight));
        block += 32;
      }
    }
    if (factorHeight == 2 && factorWidth == 2 && channels % 4 == 0) {
      sumSquares(block, line, pixel, dx, next);
      dx = next;
    }
    for (; dx < next; dx += pixel) {
      sumBlock(block, line, pixel, factorHeight, step, dx);
      block += step;
    }
    dy += factorHeight * line;
  }
}

/** The sums of four blocks, two columns wide, in one channel. */
function sumFourPairs(block: usize, line: usize, factorHeight: i32): v128 {
  let sum = f32x4.splat(0);
  for (let row = 0; row < factorHeight; row++) {
    const low = v128.load(block), high = v128.load(block, 16);
    sum = f32x4.add(sum, v128.shuffle<f32>(low, high, 0, 2, 4, 6));
    sum = f32x4.add(sum, v128.shuffle<f32>(low, high, 1, 3, 5, 7));
    block += line;
  }
  return sum;
}

/** The sums of blocks of 2 × 2 side by side, up to the end of dx; channels fill the lanes. */
function sumSquares(block: usize, line: usize, pixel: usize, dx: usize, end: usize): void {
  const right = pixel, below = line, last = line + pixel;
  while (dx < end) {
    for (const next = dx + pixel; dx < next; dx += 16) {
      const upper = f32x4.add(v128.load(block), v128.load(block + right));
      const sum = f32x4.add(upper, v128.load(block + below));
      v128.store(dx, f32x4.add(sum, v128.load(block + last)));
      block += 16;
    }
    block += pixel;
  }
}

/** The sum of one block in each channel. */
function sumBlock(
  block: usize,
  line: usize,
  pixel: usize,
  factorHeight: i32,
  step: usize,
  dx: usize,
): void {
  const whole = pixel & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    let sum = f32x4.splat(0), start = block + at;
    for (let row = 0; row < factorHeight; row++) {
      for (let from = start; from < start + step; from += pixel) {
        sum = f32x4.add(sum, v128.load(from));
      }
      start += line;
    }
    v128.store(dx + at, sum);
  }
  for (; at < pixel; at += 4) {
    let sum: f32 = 0, start = block + at;
    for (let row = 0; row < factorHeight; row++) {
      for (let from = start; from < start + step; from += pixel) sum += f32.load(from);
      start += line;
    }
    f32.store(dx + at, sum);
  }
}
