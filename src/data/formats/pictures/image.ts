import type { Shape } from "../../../core/shape.ts";

/** The values of an image: bytes, or 16 bits where its file holds so many. */
export type ImageValues = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** Something that was done to an image, or left out of it, to decode it. */
export type ImageNote = "misnamed" | "turned" | "transparent" | "moving" | "pages" | "cmyk";

/** One decoded image. */
export interface Image {
  /** `[H, W, 1]` for grey, `[H, W, 3]` for red, green and blue. */
  readonly shape: Shape;
  /** Row-major, from 0 to the most that their kind holds: 255 or 65535. */
  readonly values: ImageValues;
  /** Absent where nothing is to be said of it. */
  readonly notes?: readonly ImageNote[];
}

/** Images of more pixels than this are refused unless the caller allows more: 4096 × 4096. */
export const LARGEST_IMAGE = 4096 * 4096;

/** The pixels of a file before transparency and orientation are gone. */
export interface Raster {
  /** Row-major, `stored` samples for each pixel. */
  readonly samples: ImageValues;
  /** 1 for grey, 3 for colour, and one more for an alpha channel. */
  readonly stored: 1 | 2 | 3 | 4;
  readonly notes?: readonly ImageNote[];
}

/** A file whose head is read and whose pixels are still packed. */
export interface OpenedImage {
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for colour. */
  readonly channels: 1 | 3;
  /** The orientation of EXIF: 1 upright, to 8. */
  readonly orientation?: number;
  readonly decode: () => Raster | Promise<Raster>;
}
