import { formatShape } from "../../core/shape.ts";
import type { WindowSizes } from "../heap/routines.ts";

/** The windows that an image is cut into; pairs are of height and width. */
export interface PoolOptions {
  /** Of a window. */
  readonly size: readonly [number, number];
  /** From one window to the next. */
  readonly stride: readonly [number, number];
  /**
   * `valid` takes the windows that lie inside the image, ⌊(n − size) / stride⌋ + 1 along an axis of
   * n; `same` takes ⌈n / stride⌉, half of what they stand out before the image, rounded down.
   */
  readonly padding: "valid" | "same";
}

/**
 * The sizes of pooling images [batch, height, width, channels] to
 * [batch, outHeight, outWidth, channels].
 */
export type PoolShape = WindowSizes & { readonly batch: number };

/**
 * Works out how images of a shape are pooled.
 *
 * `action` completes "Cannot …" in the RangeError that it throws for another rank than 4, sizes or
 * strides that are not whole numbers above 0, another padding, and a window larger than the image
 * where that is not padded.
 */
export function poolShape(
  action: string,
  { shape, options }: { shape: readonly number[]; options: PoolOptions },
): PoolShape {
  const { size, stride, padding } = options;
  if (shape.length !== 4) {
    throw new RangeError(
      `Cannot ${action}: images have shape ${formatShape(shape)}, expected four axes`,
    );
  }
  for (const [name, pair] of Object.entries({ size, stride })) {
    if (pair.length !== 2 || !pair.every((value) => Number.isInteger(value) && value >= 1)) {
      throw new RangeError(
        `Cannot ${action}: ${name} is ${formatShape(pair)}, expected two whole numbers above 0`,
      );
    }
  }
  if (padding !== "valid" && padding !== "same") {
    throw new RangeError(`Cannot ${action}: padding is "${padding}", expected "valid" or "same"`);
  }
  const [batch, height, width, channels] = shape;
  if (padding === "valid" && (size[0] > height || size[1] > width)) {
    throw new RangeError(
      `Cannot ${action}: a window of ${formatShape(size)} is larger than an image of ${
        formatShape([height, width])
      }, use a smaller one or "same" padding`,
    );
  }
  const [rows, columns] = [height, width].map((extent, axis) =>
    padding === "valid"
      ? { count: Math.floor((extent - size[axis]) / stride[axis]) + 1, before: 0 }
      : samePadding(extent, size[axis], stride[axis])
  );
  return {
    batch,
    height,
    width,
    channels,
    sizeHeight: size[0],
    sizeWidth: size[1],
    strideHeight: stride[0],
    strideWidth: stride[1],
    dilationHeight: 1,
    dilationWidth: 1,
    top: rows.before,
    left: columns.before,
    outHeight: rows.count,
    outWidth: columns.count,
  };
}

function samePadding(extent: number, size: number, stride: number) {
  const count = Math.ceil(extent / stride);
  const padded = Math.max(0, (count - 1) * stride + size - extent);
  return { count, before: Math.floor(padded / 2) };
}
