import { join } from "@std/path";
import { parseRecord } from "../core/parse_record.ts";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { type Site, SITE_LIST } from "./site.ts";

/** The site that an export wrote into a folder; undefined where none did. */
export async function readSite(directory: string): Promise<Site | undefined> {
  const paths = await readSiteList(directory);
  return paths && new Map(paths.map((path) => [path, { file: join(directory, path) }]));
}

/** The paths of the files that an export wrote into a folder; undefined where none did. */
export async function readSiteList(
  directory: string,
  name = SITE_LIST,
): Promise<readonly string[] | undefined> {
  const text = await readTextIfThere(join(directory, name));
  const list = text === undefined ? undefined : parseRecord(text);
  if (list?.madeBy !== "isthmus" || !Array.isArray(list.files)) return undefined;
  // A list that was tampered with must not lead out of the folder.
  return list.files.filter((path): path is string =>
    typeof path === "string" && !path.split(/[\\/]/).includes("..")
  );
}
