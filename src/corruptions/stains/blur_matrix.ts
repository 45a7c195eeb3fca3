/**
 * Writes the symmetric matrix [N, N] whose product with a row of N pixels blurs it: each pixel
 * becomes the mean of those around it, weighted by exp(−d² / 2 stddev²) of their distance d up to
 * four standard deviations. Beyond its ends a row goes on as its mirror image, so that a blur keeps
 * the sum of the row.
 */
export function writeBlurMatrix(
  out: Float32Array,
  { size, stddev }: { size: number; stddev: number },
): void {
  out.fill(0);
  const reach = Math.ceil(4 * stddev);
  const weights = Array.from(
    { length: reach + 1 },
    (_, d) => d === 0 ? 1 : Math.exp(-d * d / (2 * stddev * stddev)),
  );
  const total = weights.reduce((sum, weight, d) => sum + (d === 0 ? 1 : 2) * weight, 0);
  for (let i = 0; i < size; i++) {
    for (let d = -reach; d <= reach; d++) {
      out[i * size + mirrored(i + d, size)] += weights[Math.abs(d)] / total;
    }
  }
}

/** The pixel that stands at place i of a row and of its mirror images to either side. */
function mirrored(i: number, size: number): number {
  const place = ((i % (2 * size)) + 2 * size) % (2 * size);
  return place < size ? place : 2 * size - 1 - place;
}
