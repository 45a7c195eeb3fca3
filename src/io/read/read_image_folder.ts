import {
  type DataSet,
  decodeImage,
  type Image,
  indexLabels,
  stackImages,
  takeExamples,
} from "../../data/mod.ts";
import type { FoundData } from "../find/find_data.ts";
import { IMAGE } from "../find/folder_format.ts";
import { listFolder } from "../files/list_folder.ts";
import { readFile } from "../files/read_file.ts";

/**
 * Reads a folder of PNG and JPEG images of one shape; subfolders are classes, or splits of classes.
 *
 * Throws as `listFolder`, `decodeImage` and `stackImages` do, a TypeError where only some files lie in
 * a class, and the reason of a signal that is aborted.
 */
export async function readImageFolder(
  { name, path }: FoundData,
  { signal }: { signal?: AbortSignal } = {},
): Promise<DataSet> {
  const files = await listFolder(path, IMAGE);
  const images: (Image & { name: string })[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    images.push({ ...decodeImage(await readFile(file.path), file.path), name: file.path });
  }
  const stacked = stackImages(images, path);
  if (new Set(files.map(({ label }) => label === undefined)).size > 1) {
    throw new TypeError(`Cannot label the images of ${path}: only one of its splits has classes`);
  }
  const folders = files.flatMap(({ label }) => label ?? []);
  const { labels, classes } = indexLabels(folders);
  const all = folders.length > 0 ? { ...stacked, labels } : stacked;
  const rows = (split: "train" | "test") =>
    files.flatMap((file, i) => file.split === split ? [i] : []);
  const test = rows("test");
  return {
    name,
    train: test.length === 0 ? all : takeExamples(all, rows("train")),
    ...(test.length > 0 && { test: takeExamples(all, test) }),
    ...(all.labels && classes && { classes }),
  };
}
