import { join } from "@std/path";
import { type Shape, sizeOf } from "../../core/shape.ts";
import { atomicWrite } from "../../io/files/atomic_write.ts";
import { makeFolderOf } from "../../io/files/make_folder_of.ts";
import { encodeImageSheet } from "../../plots/png.ts";

/** Writes each of some images [N, …shape] as a PNG of its own into a folder, which is made. */
export async function writePictures(
  folder: string,
  { images, shape, names, range }: {
    images: Float32Array;
    shape: Shape;
    /** The paths within the folder, without an ending. */
    names: readonly string[];
    range: readonly [number, number];
  },
): Promise<void> {
  const size = sizeOf(shape);
  for (const [i, name] of names.entries()) {
    const path = join(folder, `${name}.png`);
    const image = images.subarray(i * size, (i + 1) * size);
    await makeFolderOf(path);
    await atomicWrite(path, encodeImageSheet({ images: image, shape, columns: 1, range }));
  }
}

/**
 * Names of files for the first examples: their ids without endings, in folders where these are paths, or
 * else their numbers counted from 0. No two are alike, and none leads out of the folder.
 */
export function pictureNames(count: number, ids?: readonly string[]): string[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    const number = String(i).padStart(String(count - 1).length, "0");
    const plain = ids === undefined ? number : safePath(ids[i]) || number;
    let name = plain;
    // Names that differ by their case alone are one file on some systems.
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain}-${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** An id as a path within a folder, without the ending of a file. */
function safePath(id: string): string {
  const parts = id.split(/[\\/]/).filter((part) => !/^\.*$/.test(part))
    // deno-lint-ignore no-control-regex -- no file's name has them
    .map((part) => part.replace(/[<>:"|?*\u0000-\u001f]/g, "_").trim());
  return parts.join("/").replace(/\.(png|jpe?g|gif|bmp|webp|tiff?|p[bgpn]m)$/i, "");
}
