import { concatBytes } from "../concat_bytes.ts";
import { unzlibSync } from "fflate";
import type { Refuse } from "../../../core/refuse.ts";
import type { ImageValues, OpenedImage, Raster } from "./image.ts";
import { type PngHeader, pngRawSize, readPngChunks } from "./png_chunks.ts";
import { pngSamples } from "./png_samples.ts";
import { readOrientation } from "./orientation.ts";

/** Deflate expands at most 1032-fold. */
const LARGEST_EXPANSION = 1032;

/** The chunks of a PNG that say what its samples stand for. */
interface Meaning {
  readonly palette: Uint8Array | undefined;
  /** The alpha of palette entries, or the one colour that is transparent. */
  readonly transparency: Uint8Array | undefined;
}

/**
 * Opens a PNG: palettes are expanded, fewer than 8 bits stretched to 0 … 255, 16 bits kept.
 *
 * `refuse` is called with what is wrong; nothing is decompressed before the pixels are asked for.
 */
export function openPng(bytes: Uint8Array, refuse: Refuse): OpenedImage {
  const { header, chunks } = readPngChunks(bytes, refuse);
  const find = (wanted: string) => chunks.find(({ type }) => type === wanted)?.data;
  const exif = find("eXIf");
  return {
    width: header.width,
    height: header.height,
    channels: header.indexed || header.samples >= 3 ? 3 : 1,
    ...(exif && { orientation: readOrientation(exif) }),
    decode: () => {
      const packed = concatBytes(chunks.flatMap(({ type, data }) => type === "IDAT" ? [data] : []));
      const raw = inflate(packed, pngRawSize(header));
      if (raw === undefined) return refuse("its compressed pixels do not fit its size");
      const samples = pngSamples(raw, header);
      if (samples === undefined) return refuse("its rows have a filter that no PNG has");
      const meaning = { palette: find("PLTE"), transparency: find("tRNS") };
      const raster = header.indexed
        ? lookUp(samples, meaning)
        : interpret(samples, header, meaning);
      return raster ?? refuse("its chunks contradict one another");
    },
  };
}

/** The decompressed bytes, or undefined where they are not exactly this many. */
function inflate(compressed: Uint8Array, size: number): Uint8Array | undefined {
  if (size > compressed.length * LARGEST_EXPANSION) return undefined;
  try {
    // One byte of room more shows an overlong stream, which the library cuts off in silence.
    const out = unzlibSync(compressed, { out: new Uint8Array(size + 1) });
    return out.length === size ? out : undefined;
  } catch {
    return undefined;
  }
}

/** The colours of palette indices; undefined where one is past the end. */
function lookUp(
  indices: ImageValues,
  { palette = new Uint8Array(), transparency }: Meaning,
): Raster | undefined {
  const stored = transparency ? 4 : 3;
  const samples = new Uint8Array(indices.length * stored);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const index = indices[pixel];
    if (3 * index + 3 > palette.length) return undefined;
    samples.set(palette.subarray(3 * index, 3 * index + 3), pixel * stored);
    if (transparency) samples[pixel * stored + 3] = transparency[index] ?? 255;
  }
  return { samples, stored };
}

/** Samples stretched to their full range, with an alpha channel where one colour is transparent. */
function interpret(
  samples: ImageValues,
  { depth, samples: stored }: PngHeader,
  { transparency }: Meaning,
): Raster | undefined {
  const stretch = depth < 8 ? 255 / (2 ** depth - 1) : 1;
  if (transparency === undefined) {
    return {
      samples: stretch === 1 ? samples : samples.map((value) => value * stretch),
      stored: stored as Raster["stored"],
    };
  }
  if (stored % 2 === 0 || transparency.length !== 2 * stored) return undefined;
  const key = Array.from(
    { length: stored },
    (_, i) => 256 * transparency[2 * i] + transparency[2 * i + 1],
  );
  const most = depth === 16 ? 65535 : 255;
  const count = samples.length / stored;
  const keyed = depth === 16
    ? new Uint16Array(count * (stored + 1))
    : new Uint8Array(count * (stored + 1));
  for (let pixel = 0; pixel < count; pixel++) {
    const from = pixel * stored, to = pixel * (stored + 1);
    for (let channel = 0; channel < stored; channel++) {
      keyed[to + channel] = samples[from + channel] * stretch;
    }
    const isKey = key.every((value, channel) => samples[from + channel] === value);
    keyed[to + stored] = isKey ? 0 : most;
  }
  return { samples: keyed, stored: stored + 1 as Raster["stored"] };
}
