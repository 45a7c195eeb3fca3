import type { Pixels } from "./model_input.ts";

/** The largest file that is read, in bytes. */
const MOST_BYTES = 20e6;
/** The largest image that is read, in pixels. */
const MOST_PIXELS = 64e6;
/** The longer side of what is handed on: far above what models take. */
const MOST_SIDE = 768;

/**
 * The pixels of an image file, at most 768 a side.
 *
 * Throws an Error with one sentence for people where the file is no image or too large.
 */
export async function readImageFile(file: Blob, name: string): Promise<Pixels> {
  if (file.size === 0) throw new Error(`${name} is empty.`);
  if (file.size > MOST_BYTES) throw new Error(`${name} is larger than 20 MB.`);
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(`${name} is not an image that this browser can read.`);
  });
  try {
    if (bitmap.width * bitmap.height > MOST_PIXELS) {
      throw new Error(`${name} has more than 64 megapixels.`);
    }
    const scale = Math.min(1, MOST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) throw new Error("This browser has no canvas left to read images with.");
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  } finally {
    bitmap.close();
  }
}
