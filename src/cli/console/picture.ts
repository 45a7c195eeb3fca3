import type { Shape } from "../../core/shape.ts";
import { atomicWrite } from "../../io/files/atomic_write.ts";
import { encodeImageSheet } from "../../plots/png.ts";
import { type Arguments, type OptionSpec, requiredValue } from "../options/command.ts";

/** The option of every command that draws one picture. */
export const PICTURE_OPTION: Readonly<Record<"out", OptionSpec>> = {
  out: { value: "PNG", description: "the picture to write" },
};

/** The pixels that an image is high, about. */
const SIDE = 56;

/** The picture to write; throws a TypeError for none, and for a file of another kind. */
export function pictureValue(args: Arguments): string {
  const out = requiredValue(args, "out");
  if (!out.endsWith(".png")) {
    throw new TypeError(`Cannot draw ${out}: expected a file that ends in .png`);
  }
  return out;
}

/** Writes images [N, …shape] as a sheet, each about as high as a thumb is wide. */
export async function writePicture(
  out: string,
  { images, shape, columns, range }: {
    images: Float32Array;
    shape: Shape;
    columns: number;
    range?: readonly [number, number];
  },
): Promise<void> {
  const scale = Math.max(1, Math.round(SIDE / shape[0]));
  const sheet = { images, shape, columns, gap: 2, scale, ...(range && { range }) };
  await atomicWrite(out, encodeImageSheet(sheet));
}
