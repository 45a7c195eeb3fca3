import { decode, type DecodedPng } from "fast-png";

/** The PNG images of a page, by their alternative texts. */
export function decodeImages(page: string): Map<string, DecodedPng> {
  const images = page.matchAll(/src="data:image\/png;base64,([^"]*)" alt="([^"]*)"/g);
  return new Map(
    [...images].map(([, data, alt]) => [
      alt,
      decode(Uint8Array.from(atob(data), (character) => character.charCodeAt(0))),
    ]),
  );
}

/** The colour of a pixel, without its opacity. */
export function pixelOf({ data, width, channels }: DecodedPng, [x, y]: [number, number]): number[] {
  const at = (y * width + x) * channels;
  return [...data.subarray(at, at + channels - 1)];
}
