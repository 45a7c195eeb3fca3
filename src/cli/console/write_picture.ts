import { pictureValues } from "../../core/own_units.ts";
import type { Scaling } from "../../core/preprocessor/scaling.ts";
import type { Shape } from "../../core/shape.ts";
import { atomicWrite } from "../../io/files/atomic_write.ts";
import { makeFolderOf } from "../../io/files/make_folder_of.ts";
import { encodeImageSheet } from "../../plots/png.ts";
import { tile } from "../../plots/tile.ts";

/** The pixels that an image is high, about. */
const SIDE = 56;

/** Writes images [N, …shape] as a sheet, each about as high as a thumb is wide; folders of the path are made. */
export async function writePicture(
  out: string,
  { images, shape, columns, places, range, scaling }: {
    images: Float32Array;
    shape: Shape;
    columns: number;
    /** The place of each image, row by row; one after the other unless given. */
    places?: readonly number[];
    range?: readonly [number, number];
    /** The scale that the images are on; absent where it is that of the data. */
    scaling?: Scaling | undefined;
  },
): Promise<void> {
  const scale = Math.max(1, Math.round(SIDE / tile(shape).height));
  const drawn = pictureValues(images, scaling ? { scaling } : {});
  const sheet = {
    ...{ images: drawn, shape, columns, gap: 2, scale },
    ...(places && { places }),
    ...(range && { range }),
  };
  await makeFolderOf(out);
  await atomicWrite(out, encodeImageSheet(sheet));
}
