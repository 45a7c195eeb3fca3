// Written by `deno task kernels --write`, from what the compiler says of asm/.

/**
 * The routines that `asm/lite.ts` exports.
 *
 * Every pointer is a byte offset into the memory that they bring along.
 */
export interface LiteKernels {
  readonly memory: WebAssembly.Memory;
  /**
   * Convolves planes of a band, as `padPlanes` makes one of each channel, to planes `outPlane` bytes
   * apart: output [channels, rows, pixels] is its bias, or zero for a null pointer, plus the sum of the
   * values of its patch times those of the filter.
   *
   * The values of a patch lie at `offsets` from its first, those of neighbouring outputs beside them;
   * `patch` is that of the first output. `packed` has panels [depth, 4] and then [depth] for each channel
   * that is left over. `edge` is room for 32 values; up to 15 values past the last patch are read.
   */
  convolvePlanes(
    convolved: BlockAt<"ConvolvedRows">,
    patch: number,
    offsets: number,
    packed: number,
    bias: number,
    rows: number,
    edge: number,
    outPlane: number,
    out: number,
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
   * out [planes, outHeight, outWidth]: the largest value of each window of x [planes, height, width] that
   * lies inside of it; NaN counts as the largest, and where none does, it is -∞. The windows are those of
   * a single channel.
   */
  maxPoolPlanes(windows: BlockAt<"WindowSizes">, x: number, planes: number, out: number): void;
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
   * Copies rows of an image [height, width, channels], from the padded one's row `first` on, to band
   * [rows, channels, strideWidth, count], one channel behind the other, zeros where they reach outside:
   * column c of the padded image is value c / strideWidth of run c % strideWidth.
   */
  padPlanes(
    windows: BlockAt<"WindowSizes">,
    image: number,
    first: number,
    rows: number,
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

/** Rows of outputs of a convolution, and the patches in a band that they are made of. */
export type ConvolvedRows = {
  /** Bytes from the patch of an output to that of the output below. */
  readonly stepRow: number;
  /** Groups of three values of a patch side by side, of a single channel of outputs only. */
  readonly threes: number;
  /** Values of a patch that are taken one by one. */
  readonly depth: number;
  /** Outputs in a row. */
  readonly pixels: number;
  /** Channels of an output. */
  readonly channels: number;
  /** Bytes from a row of outputs to the next. */
  readonly outRow: number;
  /** Bytes from an output to its neighbour. */
  readonly outPixel: number;
};

/** The windows on images [height, width, channels], and the outputs that they give. */
export type WindowSizes = {
  /** Rows of an image. */
  readonly height: number;
  /** Columns of an image. */
  readonly width: number;
  readonly channels: number;
  /** Rows of a window. */
  readonly sizeHeight: number;
  /** Columns of a window. */
  readonly sizeWidth: number;
  /** Rows from one window to the next. */
  readonly strideHeight: number;
  /** Columns from one window to the next. */
  readonly strideWidth: number;
  /** Rows of the image from one row of a window to the next. */
  readonly dilationHeight: number;
  /** Columns of the image from one column of a window to the next. */
  readonly dilationWidth: number;
  /** Rows of the first windows that are above the image. */
  readonly top: number;
  /** Columns of the first windows that are to the left of the image. */
  readonly left: number;
  /** Rows of outputs. */
  readonly outHeight: number;
  /** Columns of outputs. */
  readonly outWidth: number;
};

/** The fields of each block of sizes, as they lie in memory: 32-bit integers. */
export const blocks = {
  ConvolvedRows: ["stepRow", "threes", "depth", "pixels", "channels", "outRow", "outPixel"],
  WindowSizes: [
    "height",
    "width",
    "channels",
    "sizeHeight",
    "sizeWidth",
    "strideHeight",
    "strideWidth",
    "dilationHeight",
    "dilationWidth",
    "top",
    "left",
    "outHeight",
    "outWidth",
  ],
} as const;

/** The byte offset of a block of sizes. */
export type BlockAt<Name extends keyof typeof blocks> = number & { readonly block: Name };
