import { basename, join } from "@std/path";
import { isPictureName, unreadFormatOf } from "../../data/mod.ts";
import { type Environment, environment as ownEnvironment } from "../../host/environment.ts";
import { type DataPlace, dataPlaces } from "./data_places.ts";
import { folderFormat } from "./folder_format.ts";
import { isKnownName, knownData, type KnownName } from "./known_data.ts";
import { formatOfStart } from "./format_of_start.ts";
import { parseIdxName } from "./idx_name.ts";
import { notFound } from "../files/not_found.ts";
import { readStart } from "../files/read_start.ts";
import { statIfThere } from "../files/stat_if_there.ts";

/** The formats in which the files of a data set are read. */
export type DataFormat =
  | "strokes"
  | "documents"
  | "idx"
  | "cifar"
  | "npy"
  | "npz"
  | "csv"
  | "parquet"
  | "jsonl"
  | "images"
  | "texts";

/** The place of a data set, and the format to read it in. */
export interface FoundData {
  readonly name: string;
  readonly format: DataFormat;
  /** A file or a folder; empty for what is drawn. */
  readonly path: string;
  /** The classes of a named data set. */
  readonly classes?: readonly string[];
}

/** The formats by the ends of files' names; each may be followed by `.gz`. */
const extensions: Readonly<Record<string, DataFormat>> = {
  bin: "cifar",
  npy: "npy",
  npz: "npz",
  csv: "csv",
  tsv: "csv",
  parquet: "parquet",
  jsonl: "jsonl",
};

/** The ways in which files of data end, pictures apart. */
export const DATA_ENDINGS: readonly string[] = Object.keys(extensions).map((known) => `.${known}`);

/**
 * Resolves what `--data` was given: the name of a known data set, or else the path of a file or
 * folder. A name wins over a path of the same spelling; `./mnist` is always a path.
 *
 * Throws an Error of the code ENOENT where nothing is there, with what would fetch it, and a TypeError for a file or
 * folder in no known format.
 */
export async function findData(
  nameOrPath: string,
  { environment = ownEnvironment }: { environment?: Environment } = {},
): Promise<FoundData> {
  if (isKnownName(nameOrPath)) return await findKnown(nameOrPath, environment);
  // An empty path is refused in another way under each set of permissions.
  const info = nameOrPath === "" ? undefined : await statIfThere(nameOrPath);
  if (info === undefined) {
    throw notFound(
      `Cannot find the data "${nameOrPath}": it is neither a path nor one of the names ${
        Object.keys(knownData).join(", ")
      }`,
    );
  }
  const name = basename(nameOrPath);
  if (info.isDirectory) {
    return { name, format: await folderFormat(nameOrPath), path: nameOrPath };
  }
  if (isPictureName(name)) return { name, format: "images", path: nameOrPath };
  const unread = unreadFormatOf(name);
  if (unread !== undefined) {
    throw new TypeError(
      `Cannot read ${nameOrPath} as data: ${unread} pictures are not read, save it as PNG`,
    );
  }
  const extension = name.toLowerCase().replace(/\.gz$/, "").split(".").at(-1) ?? "";
  if (!Object.hasOwn(extensions, extension)) {
    if (await isIdxFile(nameOrPath)) return { name, format: "idx", path: nameOrPath };
    throw new TypeError(
      `Cannot read ${nameOrPath} as data: expected a file that ends in ${
        DATA_ENDINGS.join(", ")
      }, a picture, or a folder of pictures, texts, IDX or CIFAR files`,
    );
  }
  return { name, format: extensions[extension], path: nameOrPath };
}

/**
 * True for an IDX file of images, by its name or by its first bytes. Throws a TypeError for one of
 * labels and for a pickle.
 */
async function isIdxFile(path: string): Promise<boolean> {
  const content = parseIdxName(basename(path))?.content;
  if (content === "images") return true;
  if (content === "labels") {
    throw new TypeError(
      `Cannot read ${path} as data: it holds labels, give the file of its images, beside which they ` +
        "are found",
    );
  }
  const format = formatOfStart(await readStart(path));
  if (format === "pickle") {
    throw new TypeError(
      `Cannot read ${path} as data: it is a Python pickle, write its array with np.save, or fetch ` +
        "the binary version of CIFAR",
    );
  }
  return format === "idx";
}

/**
 * The folder that holds every file of a named data set, or undefined.
 *
 * Throws a RangeError when a file there has the wrong length.
 */
export async function findKnownFolder(
  name: KnownName,
  { environment = ownEnvironment }: { environment?: Environment } = {},
): Promise<DataPlace | undefined> {
  for (const place of dataPlaces(name, environment)) {
    const found = await Promise.all(
      knownData[name].files.map((file) => statIfThere(join(place.directory, file.name))),
    );
    if (!found.every((info) => info?.isFile)) continue;
    const wrong = knownData[name].files.findIndex((file, i) => found[i]?.size !== file.bytes);
    if (wrong >= 0) {
      const { name: fileName, bytes } = knownData[name].files[wrong];
      throw new RangeError(
        `Cannot use ${join(place.directory, fileName)}: it has ${
          found[wrong]?.size
        } bytes, expected ${bytes}, remove it and fetch it again`,
      );
    }
    return place;
  }
  return undefined;
}

async function findKnown(name: KnownName, environment: Environment): Promise<FoundData> {
  const { format, classes, files, baseUrls } = knownData[name];
  if (files.length === 0) return { name, format, path: "", ...(classes && { classes }) };
  const place = await findKnownFolder(name, { environment });
  if (place !== undefined) {
    const path = format === "jsonl" ? join(place.directory, files[0].name) : place.directory;
    return { name, format, path, ...(classes && { classes }) };
  }
  const searched = dataPlaces(name, environment).map(({ directory }) => directory).join(" or ");
  const remedy = baseUrls.length > 0
    ? `"deno task download ${name}" would fetch it`
    : `it has no public address in this form, so place ${
      files.map((file) => file.name).join(" and ")
    } there, or set ISTHMUS_DATA_URL and run "deno task download ${name}"`;
  throw notFound(
    `Cannot find the data set "${name}" in ${
      searched || "any place, as neither ISTHMUS_DATA nor HOME is set"
    }: ${remedy}`,
  );
}
