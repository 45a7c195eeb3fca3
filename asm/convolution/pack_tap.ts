import { CHANNELS } from "./convolve_planes";

/**
 * Writes one place of all `filters`, each `step` bytes behind the one before, as the `index`-th of
 * `depth` to where `convolvePlanes` reads them.
 */
export function packTap(
  filter: usize,
  step: usize,
  filters: usize,
  index: usize,
  depth: usize,
  packed: usize,
): void {
  const whole = filters - filters % CHANNELS;
  for (let f: usize = 0; f < filters; f++) {
    const at = f < whole
      ? (f - f % CHANNELS) * depth + index * CHANNELS + f % CHANNELS
      : f * depth + index;
    f32.store(packed + at * 4, f32.load(filter));
    filter += step;
  }
}
