import { decode, encode } from "jpeg-js";
import type { Shape } from "../../core/shape.ts";
import { fitImage } from "../../data/mod.ts";
import { changePicture, type PictureChange, UNCHANGED } from "../../training/mod.ts";

/** A picture [H, W, K] as bytes, K being 1 (grey) or 3. */
interface Picture {
  readonly shape: Shape;
  readonly values: Uint8Array<ArrayBuffer>;
}

/** The part of a side that a crop takes off at either end, and that a shift moves by. */
const MARGIN = 1 / 16;

/** The factor of a brighter copy. */
const GAIN = 1.3;

/** The quality of the JPEG, of 100: blocks of 8 × 8 are seen. */
const QUALITY = 20;

/** The changes that a picture goes through as it is cut, sent and saved again; the same for the same picture. */
export const ALTERATIONS = {
  /** Its middle, without a sixteenth at each side, made as large as it was. */
  crop: cropped,
  /** Moved to the right and down by a sixteenth, its edges repeated. */
  shift: (picture: Picture) => {
    const [height, width] = picture.shape;
    return changed(picture, {
      down: Math.max(1, Math.round(MARGIN * height)),
      right: Math.max(1, Math.round(MARGIN * width)),
    });
  },
  mirror: (picture: Picture) => changed(picture, { isMirrored: true }),
  /** 1.3 times as bright, up to white. */
  brightness: (picture: Picture) => changed(picture, { gain: GAIN }),
  /** As a JPEG of quality 20 has it. */
  jpeg: saved,
} as const satisfies Readonly<Record<string, (picture: Picture) => Uint8Array<ArrayBuffer>>>;

/** The name of an alteration. */
export type AlterationName = keyof typeof ALTERATIONS;

/** The names of the alterations, in their order. */
export const ALTERATION_NAMES = Object.keys(ALTERATIONS) as AlterationName[];

function changed(
  { shape, values }: Picture,
  change: Partial<PictureChange>,
): Uint8Array<ArrayBuffer> {
  const made = new Float32Array(values.length);
  changePicture(Float32Array.from(values), made, { shape, change: { ...UNCHANGED, ...change } });
  return Uint8Array.from(made, (value) => Math.min(255, Math.round(value)));
}

function cropped({ shape: [height, width, channels], values }: Picture): Uint8Array<ArrayBuffer> {
  const [top, left] = [height, width].map((side) =>
    Math.min(Math.floor((side - 1) / 2), Math.max(1, Math.round(MARGIN * side)))
  );
  const shape = [height - 2 * top, width - 2 * left, channels];
  const inner = new Uint8Array(shape.reduce((product, axis) => product * axis));
  const line = shape[1] * channels;
  for (let row = 0; row < shape[0]; row++) {
    const start = ((top + row) * width + left) * channels;
    inner.set(values.subarray(start, start + line), row * line);
  }
  const { values: made } = fitImage({ shape, values: inner }, {
    size: [height, width],
    fit: "stretch",
  });
  return Uint8Array.from(made);
}

function saved({ shape: [height, width, channels], values }: Picture): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(4 * height * width).fill(255);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let colour = 0; colour < 3; colour++) {
      pixels[4 * pixel + colour] = values[pixel * channels + Math.min(colour, channels - 1)];
    }
  }
  const file = encode({ data: pixels, width, height }, QUALITY).data;
  const { data } = decode(file, { useTArray: true, formatAsRGBA: false });
  if (channels === 3) return Uint8Array.from(data);
  return Uint8Array.from({ length: height * width }, (_, pixel) => data[3 * pixel]);
}
