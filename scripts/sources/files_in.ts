import { fromFileUrl } from "@std/path";
import { walkFolder } from "../../src/io/files/walk_folder.ts";

const root = new URL("../../", import.meta.url);

/** The files within folders of the project, by their paths. */
export async function filesIn(...folders: readonly string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const folder of folders) {
    for await (const { path, isFolder } of walkFolder(fromFileUrl(new URL(folder, root)))) {
      if (!isFolder) paths.push(`${folder}/${path}`);
    }
  }
  return paths;
}
