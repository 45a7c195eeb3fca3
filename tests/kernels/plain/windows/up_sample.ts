/** The number of pixels, all images' rows together, and how often each is repeated. */
export interface UpSampleSizes {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly factorHeight: number;
  readonly factorWidth: number;
}

/** The plain twin of `asm/pooling/up_sample.ts`: x [rows, columns, channels]. */
export function upSample(x: Float32Array, sizes: UpSampleSizes): Float32Array<ArrayBuffer> {
  const y = new Float32Array(x.length * sizes.factorHeight * sizes.factorWidth);
  return y.map((_, i) => x[sourceOf(i, sizes)]);
}

/** The plain twin of `asm/pooling/up_sample_gradient.ts`: dy to dx [rows, columns, channels]. */
export function upSampleGradient(
  dy: Float32Array,
  sizes: UpSampleSizes,
): Float32Array<ArrayBuffer> {
  const dx = new Float32Array(sizes.rows * sizes.columns * sizes.channels);
  dy.forEach((value, i) => dx[sourceOf(i, sizes)] += value);
  return dx;
}

/** The index of the value of x that the i-th one of y repeats. */
function sourceOf(
  i: number,
  { columns, channels, factorHeight, factorWidth }: UpSampleSizes,
): number {
  const channel = i % channels, pixel = Math.floor(i / channels);
  const outColumns = columns * factorWidth;
  const row = Math.floor(Math.floor(pixel / outColumns) / factorHeight);
  const column = Math.floor(pixel % outColumns / factorWidth);
  return (row * columns + column) * channels + channel;
}
