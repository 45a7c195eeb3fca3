import { multiplyAdd } from "../arithmetic/multiply_add";
import { WindowSizes } from "../layout/window_sizes";

/**
 * The gradient of a depthwise filter [sizeHeight, sizeWidth, channels] over some rows of one image:
 * for each tap the sum over rows × outWidth outputs of the pixel that it meets times that of dy
 * [rows, outWidth, channels], written to `gradient` or added to it.
 *
 * The pixels lie in a band [.., columns, channels], which has as many channels as dy, whatever those
 * of the image are.
 */
export function depthwiseFilterGradient(
  windows: WindowSizes,
  band: usize,
  columns: usize,
  dy: usize,
  rows: usize,
  channels: usize,
  accumulate: bool,
  gradient: usize,
): void {
  const stride = channels * 4, rowBytes = columns * stride;
  sumTaps(
    band,
    rowBytes * windows.strideHeight,
    stride * windows.strideWidth,
    rowBytes * windows.dilationHeight,
    stride * windows.dilationWidth,
    dy,
    rows,
    windows.outWidth,
    windows.sizeHeight,
    windows.sizeWidth,
    stride,
    accumulate,
    gradient,
  );
}

/**
 * The same with all steps in bytes. It is a function of its own because registers run out in one that
 * also reads the sizes, and that takes a tenth longer.
 */
function sumTaps(
  band: usize,
  stepRow: usize,
  stepPixel: usize,
  tapRow: usize,
  tapPixel: usize,
  dy: usize,
  rows: usize,
  pixels: usize,
  tapRows: usize,
  tapColumns: usize,
  stride: usize,
  accumulate: bool,
  gradient: usize,
): void {
  const taps = tapRows * tapColumns, pairs = stride & ~31, whole = stride & ~15;
  for (let tap: usize = 0; tap < taps; tap += 3) {
    // Where taps are left over, the last one is summed again and written to the same place.
    const second = min(tap + 1, taps - 1), third = min(tap + 2, taps - 1);
    const a = band + tap / tapColumns * tapRow + tap % tapColumns * tapPixel;
    const b = band + second / tapColumns * tapRow + second % tapColumns * tapPixel;
    const c = band + third / tapColumns * tapRow + third % tapColumns * tapPixel;
    const toA = gradient + tap * stride, toB = gradient + second * stride;
    const toC = gradient + third * stride;
    let at: usize = 0;
    for (; at < pairs; at += 32) {
      eightChannels(
        a + at,
        b + at,
        c + at,
        stepRow,
        stepPixel,
        dy + at,
        rows,
        pixels,
        stride,
        accumulate,
        toA + at,
        toB + at,
        toC + at,
      );
    }
    for (; at < whole; at += 16) {
      channelsOf<v128>(
        a + at,
        b + at,
        c + at,
        stepRow,
        stepPixel,
        dy + at,
        rows,
        pixels,
        stride,
        accumulate,
        toA + at,
        toB + at,
        toC + at,
      );
    }
    for (; at < stride; at += 4) {
      channelsOf<f32>(
        a + at,
        b + at,
        c + at,
        stepRow,
        stepPixel,
        dy + at,
        rows,
        pixels,
        stride,
        accumulate,
        toA + at,
        toB + at,
        toC + at,
      );
    }
  }
}

/** Three taps in eight channels. */
function eightChannels(
  a: usize,
  b: usize,
  c: usize,
  stepRow: usize,
  stepPixel: usize,
  dy: usize,
  rows: usize,
  pixels: usize,
  stride: usize,
  accumulate: bool,
  toA: usize,
  toB: usize,
  toC: usize,
): void {
  let a0 = f32x4.splat(0), a1 = f32x4.splat(0);
  let b0 = f32x4.splat(0), b1 = f32x4.splat(0);
  let c0 = f32x4.splat(0), c1 = f32x4.splat(0);
  let from: usize = 0;
  for (let row: usize = 0; row < rows; row++) {
    let pixel = from;
    const end = dy + pixels * stride;
    while (dy < end) {
      const d0 = v128.load(dy), d1 = v128.load(dy, 16);
      a0 = multiplyAdd(d0, v128.load(a + pixel), a0);
      a1 = multiplyAdd(d1, v128.load(a + pixel, 16), a1);
      b0 = multiplyAdd(d0, v128.load(b + pixel), b0);
      b1 = multiplyAdd(d1, v128.load(b + pixel, 16), b1);
      c0 = multiplyAdd(d0, v128.load(c + pixel), c0);
      c1 = multiplyAdd(d1, v128.load(c + pixel, 16), c1);
      pixel += stepPixel;
      dy += stride;
    }
    from += stepRow;
  }
  const kept0 = kept(toA, accumulate), kept1 = kept(toA + 16, accumulate);
  const kept2 = kept(toB, accumulate), kept3 = kept(toB + 16, accumulate);
  const kept4 = kept(toC, accumulate), kept5 = kept(toC + 16, accumulate);
  v128.store(toA, f32x4.add(kept0, a0));
  v128.store(toA, f32x4.add(kept1, a1), 16);
  v128.store(toB, f32x4.add(kept2, b0));
  v128.store(toB, f32x4.add(kept3, b1), 16);
  v128.store(toC, f32x4.add(kept4, c0));
  v128.store(toC, f32x4.add(kept5, c1), 16);
}

/** The same in the channels of one value: four for `v128`, one for `f32`. */
function channelsOf<T>(
  a: usize,
  b: usize,
  c: usize,
  stepRow: usize,
  stepPixel: usize,
  dy: usize,
  rows: usize,
  pixels: usize,
  stride: usize,
  accumulate: bool,
  toA: usize,
  toB: usize,
  toC: usize,
): void {
  let a0 = zero<T>(), b0 = zero<T>(), c0 = zero<T>();
  let from: usize = 0;
  for (let row: usize = 0; row < rows; row++) {
    let pixel = from;
    const end = dy + pixels * stride;
    while (dy < end) {
      const d0 = load<T>(dy);
      a0 = addProduct<T>(d0, load<T>(a + pixel), a0);
      b0 = addProduct<T>(d0, load<T>(b + pixel), b0);
      c0 = addProduct<T>(d0, load<T>(c + pixel), c0);
      pixel += stepPixel;
      dy += stride;
    }
    from += stepRow;
  }
  const kept0 = accumulate ? load<T>(toA) : zero<T>();
  const kept1 = accumulate ? load<T>(toB) : zero<T>();
  const kept2 = accumulate ? load<T>(toC) : zero<T>();
  store<T>(toA, sum<T>(kept0, a0));
  store<T>(toB, sum<T>(kept1, b0));
  store<T>(toC, sum<T>(kept2, c0));
}

function zero<T>(): T {
  if (isVector<T>()) return f32x4.splat(0);
  return <T> 0;
}

function sum<T>(a: T, b: T): T {
  if (isVector<T>()) return f32x4.add(a, b);
  return <T> (a + b);
}

function addProduct<T>(a: T, b: T, c: T): T {
  if (isVector<T>()) return multiplyAdd(a, b, c);
  return <T> (c + a * b);
}

/** The value that is there already, or nothing. */
function kept(at: usize, accumulate: bool): v128 {
  return accumulate ? v128.load(at) : f32x4.splat(0);
}
