import type { PoolShape } from "../../../../src/kernels/pooling/pool_shape.ts";

/** The maxima of windows and their positions, both [batch, outHeight, outWidth, channels]. */
export interface PlainPooled {
  readonly values: Float32Array<ArrayBuffer>;
  readonly switches: Int32Array<ArrayBuffer>;
}

/** The plain twin of `asm/pooling/max_pool.ts`. */
export function maxPool(x: Float32Array, shape: PoolShape): PlainPooled {
  const count = outputCount(shape);
  const values = new Float32Array(count), switches = new Int32Array(count).fill(-1);
  forEachPlace(shape, ({ iX, iY, position }) => {
    const isFirst = switches[iY] < 0;
    if (isFirst || x[iX] > values[iY] || Number.isNaN(x[iX]) && !Number.isNaN(values[iY])) {
      values[iY] = x[iX];
      switches[iY] = position;
    }
  });
  return { values, switches };
}

/** The plain twin of `asm/tfjs/max_pool_gradient.ts`. */
export function maxPoolGradient(
  { dy, x }: { dy: Float32Array; x: Float32Array },
  shape: PoolShape,
): Float32Array<ArrayBuffer> {
  return maxUnpool({ values: dy, switches: maxPool(x, shape).switches }, shape);
}

/** The plain twin of `asm/pooling/max_unpool.ts`, with switches that name places inside. */
export function maxUnpool(
  { values, switches }: { values: Float32Array; switches: Int32Array },
  shape: PoolShape,
): Float32Array<ArrayBuffer> {
  const x = new Float32Array(shape.batch * shape.height * shape.width * shape.channels);
  forEachPlace(shape, ({ iX, iY, position }) => {
    if (position === switches[iY]) x[iX] += values[iY];
  });
  return x;
}

/** The plain twin of `asm/pooling/max_unpool_gradient.ts`. */
export function maxUnpoolGradient(
  { dx, switches }: { dx: Float32Array; switches: Int32Array },
  shape: PoolShape,
): Float32Array<ArrayBuffer> {
  const dy = new Float32Array(outputCount(shape));
  forEachPlace(shape, ({ iX, iY, position }) => {
    if (position === switches[iY]) dy[iY] = dx[iX];
  });
  return dy;
}

/** The plain twin of `asm/tfjs/average_pool_gradient.ts`. */
export function averagePoolGradient(
  dy: Float32Array,
  shape: PoolShape,
): Float32Array<ArrayBuffer> {
  const dx = new Float32Array(shape.batch * shape.height * shape.width * shape.channels);
  const places = new Int32Array(dy.length);
  forEachPlace(shape, ({ iY }) => places[iY]++);
  forEachPlace(shape, ({ iX, iY }) => {
    dx[iX] += Math.fround(dy[iY] * Math.fround(1 / places[iY]));
  });
  return dx;
}

function outputCount({ batch, outHeight, outWidth, channels }: PoolShape): number {
  return batch * outHeight * outWidth * channels;
}

/** Visits all places of all windows that are in the image, windows in their order. */
function forEachPlace(
  shape: PoolShape,
  visit: (place: { iX: number; iY: number; position: number }) => void,
): void {
  const { height, width, channels, sizeHeight, sizeWidth, strideHeight, strideWidth } = shape;
  const { outHeight, outWidth, top, left } = shape;
  for (let iY = 0; iY < outputCount(shape); iY++) {
    const channel = iY % channels, window = Math.floor(iY / channels);
    const column = window % outWidth, row = Math.floor(window / outWidth) % outHeight;
    const image = Math.floor(window / (outWidth * outHeight));
    for (let position = 0; position < sizeHeight * sizeWidth; position++) {
      const y = row * strideHeight - top + Math.floor(position / sizeWidth);
      const x = column * strideWidth - left + position % sizeWidth;
      if (y < 0 || y >= height || x < 0 || x >= width) continue;
      visit({ iX: ((image * height + y) * width + x) * channels + channel, iY, position });
    }
  }
}
