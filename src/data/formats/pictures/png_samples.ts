import type { ImageValues } from "./image.ts";
import { type PngHeader, pngPasses } from "./png_chunks.ts";

/**
 * The samples of a PNG, one an element, from its decompressed bytes: filters undone, the seven passes
 * of an interlaced one put together. Undefined where a row has a filter that there is not.
 *
 * Format: W3C, "Portable Network Graphics", third edition, sections 7 to 9.
 */
export function pngSamples(raw: Uint8Array, header: PngHeader): ImageValues | undefined {
  const { width, height, samples, depth } = header;
  const size = width * height * samples;
  const out = depth === 16 ? new Uint16Array(size) : new Uint8Array(size);
  const step = Math.max(1, samples * depth / 8);
  let at = 0;
  for (const { x, y, dx, dy, columns, rows } of pngPasses(header)) {
    const rowBytes = Math.ceil(columns * samples * depth / 8);
    let above: Uint8Array = new Uint8Array(rowBytes);
    for (let row = 0; row < rows; row++) {
      const line = raw.subarray(at + 1, at + 1 + rowBytes);
      if (!unfilter(line, { above, filter: raw[at], step })) return undefined;
      at += 1 + rowBytes;
      above = line;
      if (depth === 8 && dx === 1) {
        out.set(line, (y + row * dy) * width * samples);
        continue;
      }
      for (let column = 0; column < columns; column++) {
        const to = ((y + row * dy) * width + x + column * dx) * samples;
        for (let i = 0; i < samples; i++) {
          out[to + i] = sampleAt(line, column * samples + i, depth);
        }
      }
    }
  }
  return out;
}

/** Sample number i of a row; those of less than 8 bits come packed, the first in the high bits. */
function sampleAt(line: Uint8Array, i: number, depth: number): number {
  if (depth === 8) return line[i];
  if (depth === 16) return 256 * line[2 * i] + line[2 * i + 1];
  const bit = i * depth;
  return line[bit >> 3] >> (8 - depth - (bit & 7)) & 2 ** depth - 1;
}

/** Undoes the filter of a row in place; false where there is no such filter. */
function unfilter(
  line: Uint8Array,
  { above, filter, step }: { above: Uint8Array; filter: number; step: number },
): boolean {
  if (filter > 4) return false;
  if (filter === 0) return true;
  for (let i = 0; i < line.length; i++) {
    const left = i < step ? 0 : line[i - step], up = above[i];
    if (filter === 1) line[i] += left;
    else if (filter === 2) line[i] += up;
    else if (filter === 3) line[i] += left + up >> 1;
    else line[i] += paeth(left, up, i < step ? 0 : above[i - step]);
  }
  return true;
}

/** The one of three neighbours that is nearest to what they predict. */
function paeth(left: number, up: number, corner: number): number {
  const fromLeft = Math.abs(up - corner);
  const fromUp = Math.abs(left - corner);
  const fromCorner = Math.abs(left + up - 2 * corner);
  if (fromLeft <= fromUp && fromLeft <= fromCorner) return left;
  return fromUp <= fromCorner ? up : corner;
}
