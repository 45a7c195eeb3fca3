import { isBmp, openBmp } from "./bmp.ts";
import { isGif, openGif } from "./gif.ts";
import type { Refuse } from "../../../core/refuse.ts";
import type { OpenedImage } from "./image.ts";
import { isJpeg, openJpeg } from "./jpeg.ts";
import { isPng } from "./png_chunks.ts";
import { openPng } from "./png.ts";
import { openTiff } from "./tiff.ts";
import { isTiff } from "./tiff_directory.ts";
import { isWebp, openWebp } from "./webp.ts";

/** A format of pictures: how its files are called, how they begin, how they are opened. */
export interface PictureFormat {
  readonly name: string;
  /** The ends of its files' names, without the point. */
  readonly endings: readonly string[];
  readonly isBeginning: (bytes: Uint8Array) => boolean;
  readonly open: (bytes: Uint8Array, refuse: Refuse) => OpenedImage;
}

/** The formats that are read. */
export const pictureFormats: readonly PictureFormat[] = [
  { name: "PNG", endings: ["png"], isBeginning: isPng, open: openPng },
  { name: "JPEG", endings: ["jpg", "jpeg", "jpe", "jfif"], isBeginning: isJpeg, open: openJpeg },
  { name: "WebP", endings: ["webp"], isBeginning: isWebp, open: openWebp },
  { name: "GIF", endings: ["gif"], isBeginning: isGif, open: openGif },
  { name: "BMP", endings: ["bmp", "dib"], isBeginning: isBmp, open: openBmp },
  { name: "TIFF", endings: ["tif", "tiff"], isBeginning: isTiff, open: openTiff },
];

/** Formats of pictures that are not read, by the ends of their files' names. */
const unread: Readonly<Record<string, readonly string[]>> = {
  HEIC: ["heic", "heif", "hif"],
  AVIF: ["avif"],
  "JPEG XL": ["jxl"],
  "JPEG 2000": ["jp2", "j2k", "jpx"],
  SVG: ["svg", "svgz"],
  Photoshop: ["psd", "psb"],
  OpenEXR: ["exr"],
  PNM: ["pbm", "pgm", "ppm", "pnm"],
  TGA: ["tga"],
  DICOM: ["dcm"],
  raw: ["raw", "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf"],
};

/** True where a file is called as a picture that is read. */
export function isPictureName(name: string): boolean {
  return !name.startsWith(".") &&
    pictureFormats.some(({ endings }) => endings.includes(endingOf(name)));
}

/** The format of a picture that is not read, by how its file is called; undefined for all others. */
export function unreadFormatOf(name: string): string | undefined {
  return Object.keys(unread).find((format) => unread[format].includes(endingOf(name)));
}

/** The format that a file of this kind is in, where it is called as one that is read or not. */
export function formatByName(name: string): string | undefined {
  const ending = endingOf(name);
  return pictureFormats.find(({ endings }) => endings.includes(ending))?.name ??
    unreadFormatOf(name);
}

/** The format that is read which bytes begin as, or undefined. */
export function formatOfBytes(bytes: Uint8Array): PictureFormat | undefined {
  return pictureFormats.find(({ isBeginning }) => isBeginning(bytes));
}

/** The format that is not read which bytes begin as, or undefined. */
export function unreadFormatOfBytes(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  if (/^....ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1)/s.test(head)) return "HEIC";
  if (/^....ftypavi[fs]/s.test(head)) return "AVIF";
  if (head.startsWith("8BPS")) return "Photoshop";
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE svg|<svg)/s.test(head)) return "SVG";
  if (head.startsWith("\xff\x0a") || head.startsWith("JXL ", 4)) return "JPEG XL";
  return head.startsWith("jP  \r\n", 4) ? "JPEG 2000" : undefined;
}

function endingOf(name: string): string {
  return name.toLowerCase().replace(/\.gz$/, "").split(".").at(-1) ?? "";
}
