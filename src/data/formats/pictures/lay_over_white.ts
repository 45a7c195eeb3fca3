import type { Image, Raster } from "./image.ts";

/** The image of a raster: what is transparent is laid over white, and the alpha channel is gone. */
export function layOverWhite(
  { samples, stored, notes = [] }: Raster,
  { width, height }: { width: number; height: number },
): Image {
  const channels = stored < 3 ? 1 : 3;
  const shape = [height, width, channels];
  if (stored === channels) return { shape, values: samples, ...(notes.length > 0 && { notes }) };
  const most = samples instanceof Uint16Array ? 65535 : 255;
  const size = width * height * channels;
  const values = samples instanceof Uint16Array ? new Uint16Array(size) : new Uint8Array(size);
  let isOpaque = true;
  for (let from = 0, to = 0; to < size; from += stored, to += channels) {
    const alpha = samples[from + channels] / most;
    if (alpha < 1) isOpaque = false;
    for (let channel = 0; channel < channels; channel++) {
      const value = samples[from + channel];
      values[to + channel] = Math.round(value * alpha + most * (1 - alpha));
    }
  }
  const all = isOpaque ? notes : [...notes, "transparent" as const];
  return { shape, values, ...(all.length > 0 && { notes: all }) };
}
