import { encode } from "fast-png";

/** Small pictures side by side on sheets: picture i is number i mod `perSheet` of sheet ⌊i / `perSheet`⌋. */
export interface ThumbnailSheets {
  /** The pictures of a row of a sheet, and of a whole sheet; the last may have fewer. */
  readonly columns: number;
  readonly perSheet: number;
  /** The bytes of a PNG file each. */
  readonly sheets: readonly Uint8Array<ArrayBuffer>[];
}

/** The longest side of a sheet in pixels, unless another is given: what every browser decodes. */
const LONGEST = 4096;

/**
 * Packs pictures [N, height, width, channels] of bytes, 1 channel or 3, row by row without gaps into
 * sheets that no side of is longer than `longest`.
 */
export function packThumbnails(
  { shape: [count, height, width, channels], values }: {
    readonly shape: readonly number[];
    readonly values: Uint8Array;
  },
  { longest = LONGEST }: { longest?: number } = {},
): ThumbnailSheets {
  const columns = Math.min(Math.floor(longest / width), Math.ceil(Math.sqrt(count)));
  const perSheet = columns * Math.floor(longest / height);
  const sheets: Uint8Array<ArrayBuffer>[] = [];
  for (let first = 0; first < count; first += perSheet) {
    const end = Math.min(count, first + perSheet);
    const rows = Math.ceil((end - first) / columns);
    const line = columns * width * channels, data = new Uint8Array(rows * height * line);
    for (let i = first; i < end; i++) {
      const slot = i - first, top = Math.floor(slot / columns) * height;
      const left = slot % columns * width * channels;
      for (let y = 0; y < height; y++) {
        const from = (i * height + y) * width * channels;
        data.set(values.subarray(from, from + width * channels), (top + y) * line + left);
      }
    }
    const png = encode({
      width: columns * width,
      height: rows * height,
      data,
      channels,
      depth: 8,
    });
    sheets.push(new Uint8Array(png));
  }
  return { columns, perSheet, sheets };
}
