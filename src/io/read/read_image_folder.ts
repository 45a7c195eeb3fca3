import { basename, join } from "@std/path";
import {
  type DataSet,
  decodeImage,
  fitImage,
  formatOfBytes,
  type ImageOptions,
  indexLabels,
  isPictureName,
  pileImages,
  takeExamples,
} from "../../data/mod.ts";
import type { FoundData } from "../find/find_data.ts";
import { type ListedFile, type ListedFolder, listFolder } from "../files/list_folder.ts";
import { naturalOrder } from "../files/natural_order.ts";
import { readStart } from "../files/read_start.ts";
import { readFile } from "../files/read_file.ts";
import { statIfThere } from "../files/stat_if_there.ts";
import { describeShapes } from "./describe_shapes.ts";
import { imageRemarks, type NotedFiles } from "./image_remarks.ts";

/** The choices of reading pictures. */
export interface ReadImagesOptions {
  readonly image?: ImageOptions | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Reads a folder of pictures as examples of one shape, one at a time; subfolders are classes, or splits
 * of classes. The path of a single picture gives a data set of one example.
 *
 * Values are bytes, and floats in [0, 1] where a picture has 16 bits. Throws as `listFolder` and
 * `decodeImage` do, as `describeShapes` says where sizes or colours differ and no option makes them
 * alike, and the reason of a signal that is aborted.
 */
export async function readImageFolder(
  { name, path }: FoundData,
  { image: options, signal }: ReadImagesOptions = {},
): Promise<DataSet> {
  const { files, others, remarks } = await listPictures(path);
  const pile = pileImages(files.length, path);
  const noted: NotedFiles = new Map();
  let fitted = 0;
  for (const file of files) {
    signal?.throwIfAborted();
    const decoded = await decodeImage(await readFile(file.path), file.path);
    for (const note of decoded.notes ?? []) {
      const alike = noted.get(note);
      if (alike) alike.push(file.id);
      else noted.set(note, [file.id]);
    }
    const image = options ? fitImage(decoded, options) : decoded;
    if (image.shape !== decoded.shape) fitted++;
    if (!pile.add(image)) throw await describeShapes(files, { options, signal });
  }
  const stacked = { ...pile.examples(), ids: files.map(({ id }) => id) };
  const labelled = labelsOf(files);
  const all = labelled ? { ...stacked, labels: labelled.labels } : stacked;
  const rows = (split: "train" | "test") =>
    files.flatMap((file, i) => file.split === split ? [i] : []);
  const test = rows("test");
  const nameless = await namelessPictures(path, others);
  const said = [
    ...remarks,
    ...imageRemarks({ noted, others, nameless, fitted, options, deepCount: pile.deepCount(), all }),
  ];
  return {
    name,
    train: test.length === 0 ? all : takeExamples(all, rows("train")),
    ...(test.length > 0 && { test: takeExamples(all, test) }),
    ...(labelled?.classes && { classes: labelled.classes }),
    ...(said.length > 0 && { remarks: said }),
  };
}

/** The pictures of a folder, or the one picture that lies at a path. */
async function listPictures(path: string): Promise<ListedFolder> {
  if ((await statIfThere(path))?.isFile) {
    return { files: [{ path, id: basename(path), split: "train" }], others: [], remarks: [] };
  }
  return await listFolder(path, { fits: isPictureName, one: "picture" });
}

/** Those of the files left out whose names end in nothing, and which begin as pictures do. */
async function namelessPictures(directory: string, others: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of others.filter((other) => !basename(other).includes("."))) {
    if (formatOfBytes(await readStart(join(directory, file)))) found.push(file);
  }
  return found;
}

/** The labels of files in class folders; the classes are in natural order. */
function labelsOf(files: readonly ListedFile[]): ReturnType<typeof indexLabels> | undefined {
  const labels = files.flatMap(({ label }) => label ?? []);
  if (labels.length === 0) return undefined;
  const indexed = indexLabels(labels);
  if (indexed.classes === undefined) return indexed;
  const classes = [...indexed.classes].sort(naturalOrder);
  const indices = new Map(classes.map((label, index) => [label, index]));
  return { classes, labels: Int32Array.from(labels, (label) => indices.get(label) ?? -1) };
}
