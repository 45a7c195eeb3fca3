/** A chord of the pen's way, with the pen's radius at either end, all in pixels. */
export interface Chord {
  readonly fromX: number;
  readonly fromY: number;
  readonly fromRadius: number;
  readonly toX: number;
  readonly toY: number;
  readonly toRadius: number;
}

/** The width in pixels in which the edge of a stroke goes from full ink to none. */
const EDGE = 1.4;

/**
 * Inks chords on a grey image [H, W] of bytes that is `width` pixels wide, 0 for paper and 255 for
 * ink; what lies outside the image is cut off.
 *
 * A pixel at distance d of a chord where the pen has radius r gets the ink
 * smoothstep((r - d) / EDGE + 1/2), and the most that any chord gives it.
 */
export function ink(
  image: Uint8Array,
  chords: readonly Chord[],
  { width }: { width: number },
): void {
  const height = image.length / width;
  // Depth (r - d) under the edge; only pixels that some chord can reach are ever computed.
  const depth = new Float64Array(image.length).fill(-EDGE);
  for (const { fromX, fromY, fromRadius, toX, toY, toRadius } of chords) {
    const reach = Math.max(fromRadius, toRadius) + EDGE / 2;
    const left = Math.max(0, Math.ceil(Math.min(fromX, toX) - reach));
    const right = Math.min(width - 1, Math.floor(Math.max(fromX, toX) + reach));
    const top = Math.max(0, Math.ceil(Math.min(fromY, toY) - reach));
    const bottom = Math.min(height - 1, Math.floor(Math.max(fromY, toY) + reach));
    const alongX = toX - fromX, alongY = toY - fromY;
    const scale = 1 / Math.max(alongX * alongX + alongY * alongY, 1e-12);
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const t = ((x - fromX) * alongX + (y - fromY) * alongY) * scale;
        const nearest = t < 0 ? 0 : t > 1 ? 1 : t;
        const dx = x - fromX - nearest * alongX, dy = y - fromY - nearest * alongY;
        const value = fromRadius + nearest * (toRadius - fromRadius) - Math.sqrt(dx * dx + dy * dy);
        if (value > depth[y * width + x]) depth[y * width + x] = value;
      }
    }
  }
  for (let i = 0; i < depth.length; i++) {
    const t = Math.min(1, Math.max(0, depth[i] / EDGE + 0.5));
    image[i] = Math.round(255 * t * t * (3 - 2 * t));
  }
}
