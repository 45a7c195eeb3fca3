import { join } from "@std/path";
import { mkdir } from "node:fs/promises";
import { environment } from "../../host/environment.ts";
import { systemFaultOf } from "../../host/system_fault.ts";
import { statIfThere } from "../files/stat_if_there.ts";
import { cacheDirectory } from "../find/data_places.ts";
import { downloadFile, type DownloadFileOptions } from "./download_file.ts";
import { isKnownName, type KnownData, knownData } from "../find/known_data.ts";

/** The choices of fetching a named data set; see `DownloadFileOptions` for the rest. */
export type DownloadOptions = Omit<DownloadFileOptions, "path" | "file"> & {
  /** Files are fetched from `<baseUrl>/<name>/<file>`; `$ISTHMUS_DATA_URL`, or public addresses. */
  readonly baseUrl?: string;
  /** The folder that receives the files; `<name>` in the cache unless given. */
  readonly directory?: string;
};

/**
 * Fetches the files of a named data set that are not yet there, each verified by its SHA-256.
 *
 * Throws a TypeError for a name that is not known or needs no download, and an Error of one sentence
 * where a file has no address or every address failed.
 */
export async function downloadData(
  name: string,
  options: DownloadOptions = {},
): Promise<{ directory: string; fetched: readonly string[] }> {
  if (!isKnownName(name) || knownData[name].files.length === 0) {
    throw new TypeError(
      `Cannot download "${name}": expected one of ${
        Object.entries(knownData).filter(([, { files }]) => files.length > 0)
          .map(([known]) => known).join(", ")
      }`,
    );
  }
  const directory = options.directory ?? defaultDirectory(name);
  const bases = baseUrls(name, options.baseUrl ?? environment.get("ISTHMUS_DATA_URL"));
  if (bases.length === 0) throw new Error(noAddress(name, knownData[name], directory));
  await mkdir(directory, { recursive: true });
  const fetched: string[] = [];
  for (const file of knownData[name].files) {
    const path = join(directory, file.name);
    if ((await statIfThere(path))?.size === file.bytes) continue;
    const failures: unknown[] = [];
    for (const base of bases) {
      try {
        await downloadFile(`${base}/${file.name}`, { ...options, path, file });
        break;
      } catch (error) {
        options.signal?.throwIfAborted();
        if (systemFaultOf(error) === "not granted") throw error;
        failures.push(error);
      }
    }
    if (failures.length === bases.length) {
      throw new Error(
        failures.map((error) => error instanceof Error ? error.message : String(error)).join("; "),
      );
    }
    fetched.push(file.name);
  }
  return { directory, fetched };
}

function defaultDirectory(name: string): string {
  const cache = cacheDirectory();
  if (cache !== undefined) return join(cache, name);
  throw new Error(
    `Cannot download ${name}: no folder was given, and neither XDG_CACHE_HOME nor HOME is set`,
  );
}

function baseUrls(name: keyof typeof knownData, base: string | undefined): readonly string[] {
  return base ? [`${base.replace(/\/+$/, "")}/${name}`] : knownData[name].baseUrls;
}

function noAddress(name: string, { files }: KnownData, directory: string): string {
  return `Cannot download ${name}: it has no public address in this form, so place ${
    files.map((file) => file.name).join(" and ")
  } in ${directory}, or set ISTHMUS_DATA_URL to a server that has ${name}/${files[0].name}`;
}
