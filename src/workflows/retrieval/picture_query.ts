import { basename } from "@std/path";
import { decodeImage, type ImageOptions } from "../../data/mod.ts";
import { readFile } from "../../io/files/read_file.ts";
import { imageRemarks } from "../../io/read/image_remarks.ts";
import type { RunPreprocessor } from "../../preprocessing/mod.ts";

/** A picture to search by, and what there is to say of it. */
export interface PictureQuery {
  readonly bytes: Uint8Array;
  readonly remarks: readonly string[];
}

/**
 * Reads a picture and says what becomes of it on its way to the input of a model, in the words of reading
 * folders of pictures. Throws as `readFile` and `decodeImage` do, and a TypeError, one sentence, for a model
 * whose images are neither grey nor of three colours.
 */
export async function readPictureQuery(
  path: string,
  { inputShape: [height, width, channels], fit = "crop" }: Pick<
    RunPreprocessor,
    "inputShape" | "fit"
  >,
): Promise<PictureQuery> {
  if (channels !== 1 && channels !== 3) {
    throw new TypeError(
      `Cannot search by ${path}: the images of the index have ${channels} channels, expected 1 or 3`,
    );
  }
  const bytes = await readFile(path), decoded = await decodeImage(bytes, path);
  const [h, w, k] = decoded.shape, isOwnSize = h === height && w === width;
  const options: ImageOptions = {
    fit,
    ...(!isOwnSize && { size: [height, width] }),
    ...(k !== channels && { colour: channels === 1 ? "grey" : "colour" }),
  };
  const remarks = imageRemarks({
    noted: new Map((decoded.notes ?? []).map((note) => [note, [basename(path)]])),
    ...{ others: [], nameless: [], deepCount: 0 },
    fitted: isOwnSize && k === channels ? 0 : 1,
    options,
    all: { shape: [height, width, channels], count: 1, values: new Uint8Array() },
  });
  return { bytes, remarks };
}
