// Written by `deno task kernels --write`, from what the compiler says of asm/.

/**
 * The routines that `asm/lite.ts` exports.
 *
 * Every pointer is a byte offset into the memory that they bring along.
 */
export interface LiteKernels {
  readonly memory: WebAssembly.Memory;
  /**
   * Convolves planes of a band, as `padPlanes` makes one of each channel, to planes: output
   * [channels, rows, pixels] is its bias, or zero for a null pointer, plus the sum of the `depth` values
   * of its patch times those of the filter.
   *
   * The values of a patch lie at `offsets` from its first, those of neighbouring outputs beside them;
   * `stepRow` is the bytes from a patch to that of the output below. `packed` has panels [depth, 4] and
   * then [depth] for each channel that is left over. `edge` is room for 32 values; up to 15 values past
   * the last patch are read.
   */
  convolvePlanes(
    band: number,
    stepRow: number,
    offsets: number,
    packed: number,
    depth: number,
    bias: number,
    rows: number,
    pixels: number,
    channels: number,
    edge: number,
    out: number,
    outPlane: number,
    outRow: number,
    outPixel: number,
  ): void;
  /**
   * y, row-major, of the values that lie at strides in x. `axes` [rank] says how along each axis, the
   * last one changing fastest; there is at least one, and none is empty.
   */
  copyStrided(x: number, axes: number, rank: number, y: number): void;
  /**
   * C = clamp(A B + bias), with A [rows, depth] and B [depth, columns], or their transposes where the
   * flags say so, and bias [columns] or a null pointer.
   *
   * Packing both operands into panels makes every transposition run at the same speed (Goto and van
   * de Geijn, "Anatomy of high-performance matrix multiplication", 2008).
   */
  gemm(
    a: number,
    b: number,
    rows: number,
    columns: number,
    depth: number,
    transposeA: boolean,
    transposeB: boolean,
    bias: number,
    lowest: number,
    highest: number,
    scratch: number,
    c: number,
  ): void;
  /** Bytes of scratch memory that `gemm` needs, whatever its sizes. */
  gemmScratch(): number;
  /**
   * out [planes, rows, columns]: the largest value of each window of x [planes, height, width] that lies
   * inside of it, -∞ where none does. A window of size × sizeAcross places, `gap` apart, begins
   * `top` and `left` before the plane.
   */
  maxPoolPlanes(
    x: number,
    planes: number,
    height: number,
    width: number,
    size: number,
    sizeAcross: number,
    step: number,
    stepAcross: number,
    gap: number,
    gapAcross: number,
    top: number,
    left: number,
    rows: number,
    columns: number,
    out: number,
  ): void;
  /**
   * Writes one place of all `filters`, each `step` bytes behind the one before, as the `index`-th of
   * `depth` to where `convolvePlanes` reads them.
   */
  packTap(
    filter: number,
    step: number,
    filters: number,
    index: number,
    depth: number,
    packed: number,
  ): void;
  /**
   * Copies a window of an image [height, width, channels] to band [rows, channels, stride, count],
   * one channel behind the other, zeros where it reaches outside: column c of the window is value
   * c / stride of run c % stride. It begins at row `top` and column `left`, which may be negative.
   */
  padPlanes(
    image: number,
    height: number,
    width: number,
    channels: number,
    top: number,
    left: number,
    rows: number,
    stride: number,
    count: number,
    band: number,
  ): void;
  /**
   * y = a + b, a − b or a b, for an operation of 0, 1 or 2, over `count` values; a step of 0 takes one
   * value for all, a step of 1 one for each.
   */
  pairwise(
    operation: number,
    a: number,
    stepA: number,
    b: number,
    stepB: number,
    count: number,
    y: number,
  ): void;
  /** y = max(x, 0) over `count` values; a NaN stays. */
  relu(x: number, count: number, y: number): void;
  /** y = 1 / (1 + exp(−x)) over `count` values, relative error below 3e-7 where x > −88. */
  sigmoid(x: number, count: number, y: number): void;
  /** y = tanh(x) over `count` values, relative error below 3e-7. */
  tanh(x: number, count: number, y: number): void;
}
